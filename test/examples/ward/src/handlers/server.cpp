#include "handlers/server.h"

#include "handlers/nursing.h"
#include "handlers/patients.h"
#include "net/connection.h"

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <cstdio>
#include <exception>

namespace ward {

class Server::Desk {
public:
  explicit Desk(Hospital &hospital) : hospital_(hospital) {}

  asio::awaitable<void> listen() {
    for (;;) {
      Connection connection = co_await listener.accept();
      asio::co_spawn(io, serve(std::move(connection)), report);
    }
  }

  static void report(std::exception_ptr failure) {
    try {
      if (failure)
        std::rethrow_exception(failure);
    } catch (const std::exception &what) {
      std::fprintf(stderr, "%s\n", what.what());
    }
  }

  asio::io_context io{1};
  Listener listener{io};

private:
  asio::awaitable<void> serve(Connection connection) {
    std::string line;
    while (co_await connection.read_line(line))
      co_await connection.write_line(co_await answer(Request(line)));
  }

  asio::awaitable<std::string> answer(Request request) {
    std::string problem;
    try {
      co_return "ok " + co_await dispatch(std::move(request));
    } catch (const Failure &failure) {
      problem = failure.what();
    }
    co_return "failed: " + problem;
  }

  asio::awaitable<std::string> dispatch(Request request) {
    const std::string command = request.text(0);
    if (command == "admit")
      co_return co_await admit(hospital_, std::move(request));
    if (command == "patient")
      co_return co_await describe(hospital_, std::move(request));
    if (command == "move")
      co_return co_await move(hospital_, std::move(request));
    if (command == "discharge")
      co_return co_await discharge(hospital_, std::move(request));
    if (command == "give")
      co_return co_await give(hospital_, std::move(request));
    if (command == "chart")
      co_return co_await chart(hospital_, std::move(request));
    if (command == "round")
      co_return co_await round(hospital_, std::move(request));
    if (command == "beds")
      co_return co_await beds(hospital_, std::move(request));
    throw Failure("what is " + command + "?");
  }

  Hospital &hospital_;
};

Server::Server(Hospital &hospital) : desk_(std::make_unique<Desk>(hospital)) {
  asio::co_spawn(desk_->io, desk_->listen(), &Desk::report);
}

Server::~Server() = default;

unsigned short Server::port() const { return desk_->listener.port(); }

void Server::run() { desk_->io.run(); }

void Server::stop() { desk_->io.stop(); }

} // namespace ward
