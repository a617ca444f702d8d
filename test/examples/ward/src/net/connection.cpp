#include "net/connection.h"

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read_until.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

namespace ward {

using asio::ip::tcp;

struct Connection::Socket {
  tcp::socket stream;
  std::string input = {};
};

Connection::Connection(std::unique_ptr<Socket> socket) : socket_(std::move(socket)) {}
Connection::Connection(Connection &&other) noexcept = default;
Connection::~Connection() = default;

asio::awaitable<bool> Connection::read_line(std::string &line) {
  std::string &input = socket_->input;
  std::size_t length = 0;
  try {
    length = co_await asio::async_read_until(socket_->stream, asio::dynamic_buffer(input),
                                             '\n', asio::use_awaitable);
  } catch (const asio::system_error &) {
    co_return false;
  }
  line = input.substr(0, length - 1);
  input.erase(0, length);
  co_return true;
}

asio::awaitable<void> Connection::write_line(std::string line) {
  line += '\n';
  co_await asio::async_write(socket_->stream, asio::buffer(line), asio::use_awaitable);
}

struct Listener::Acceptor {
  tcp::acceptor acceptor;
};

Listener::Listener(asio::io_context &io)
    : acceptor_(new Acceptor{{io, {asio::ip::address_v4::loopback(), 0}}}) {}
Listener::~Listener() = default;

unsigned short Listener::port() const {
  return acceptor_->acceptor.local_endpoint().port();
}

asio::awaitable<Connection> Listener::accept() {
  tcp::socket stream = co_await acceptor_->acceptor.async_accept(asio::use_awaitable);
  co_return Connection(
      std::unique_ptr<Connection::Socket>(new Connection::Socket{std::move(stream)}));
}

asio::awaitable<Connection> connect(unsigned short port) {
  tcp::socket stream(co_await asio::this_coro::executor);
  const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
  co_await stream.async_connect(endpoint, asio::use_awaitable);
  co_return Connection(
      std::unique_ptr<Connection::Socket>(new Connection::Socket{std::move(stream)}));
}

} // namespace ward
