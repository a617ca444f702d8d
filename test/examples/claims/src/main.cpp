#include "async/detached.h"
#include "server.h"
#include "store.h"

#include <iostream>
#include <sstream>

namespace claims {
namespace {

using asio::ip::tcp;

/// Sends one request and prints it, and then what the server has to say to it.
asio::awaitable<void> request(tcp::socket &socket, std::string line) {
  std::cout << "> " << line << "\n";
  line += "\n";
  co_await asio::async_write(socket, asio::buffer(line), asio::use_awaitable);

  std::string answer;
  co_await asio::async_read_until(socket, asio::dynamic_buffer(answer), "\n\n",
                                  asio::use_awaitable);
  std::istringstream lines(answer);
  for (std::string text; std::getline(lines, text) && !text.empty();)
    std::cout << "< " << text << "\n";
}

asio::awaitable<void> run_client(asio::io_context &io, tcp::endpoint endpoint) {
  tcp::socket socket(io);
  co_await socket.async_connect(endpoint, asio::use_awaitable);
  co_await request(socket, "POST /claims ada water 1200");
  co_await request(socket, "POST /claims bo fire 8000");
  co_await request(socket, "POST /claims cy meteor 400");
  co_await request(socket, "GET /claims/1");
  for (const char *id : {"1", "2", "3"})
    co_await request(socket, std::string("POST /claims/") + id + "/assess");
  co_await request(socket, "POST /claims/1/settle");
  co_await request(socket, "POST /claims/1/settle");
  co_await request(socket, "GET /claims/1");
  co_await request(socket, "GET /claims/7");
  co_await request(socket, "POST /reminders");
  co_await request(socket, "GET /fund");
  co_await request(socket, "GET /letters");
  co_await request(socket, "GET /audit");
}

} // namespace
} // namespace claims

int main() {
  asio::io_context io;
  claims::background_executor() = io.get_executor();
  claims::ClaimStore store(10000);
  claims::Server server(io, store);

  bool failed = false;
  asio::co_spawn(io, server.run(), asio::detached);
  asio::co_spawn(io, claims::run_client(io, server.endpoint()),
                 [&](std::exception_ptr error) {
                   failed = error != nullptr;
                   server.stop();
                 });
  io.run();

  const auto open = claims::sync_wait(store.open_claims());
  std::cout << open.size() << " claims are still open\n";
  return failed ? 1 : 0;
}
