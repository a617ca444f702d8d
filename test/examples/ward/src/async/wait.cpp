#include "async/wait.h"

#include <asio/co_spawn.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/use_future.hpp>

#include <thread>

namespace ward {
namespace {

class Background {
public:
  Background() : thread_([this] { io_.run(); }) {}
  ~Background() {
    io_.stop();
    thread_.join();
  }

  std::future<void> start(asio::awaitable<void> work) {
    return asio::co_spawn(io_, std::move(work), asio::use_future);
  }

private:
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> busy_{io_.get_executor()};
  std::thread thread_;
};

} // namespace

std::future<void> start(asio::awaitable<void> work) {
  static Background background;
  return background.start(std::move(work));
}

} // namespace ward
