#pragma once

#include <asio/awaitable.hpp>

#include <memory>
#include <string>

namespace asio {
class io_context;
}

namespace ward {

/// Lines to and from somebody on this machine.
class Connection {
public:
  struct Socket;

  explicit Connection(std::unique_ptr<Socket> socket);
  Connection(Connection &&other) noexcept;
  ~Connection();

  /// Whether there was one more.
  asio::awaitable<bool> read_line(std::string &line);
  asio::awaitable<void> write_line(std::string line);

private:
  std::unique_ptr<Socket> socket_;
};

/// Takes connections at a free port.
class Listener {
public:
  explicit Listener(asio::io_context &io);
  ~Listener();

  unsigned short port() const;
  asio::awaitable<Connection> accept();

private:
  struct Acceptor;
  std::unique_ptr<Acceptor> acceptor_;
};

asio::awaitable<Connection> connect(unsigned short port);

} // namespace ward
