#pragma once

#include "assessor.h"

#include <string>
#include <vector>

namespace claims {

/// Answers HTTP-like requests about claims, on a free port of the loopback interface. A
/// request is one line; a response is some lines, status first, and an empty line.
class Server {
public:
  Server(asio::io_context &io, ClaimStore &store);

  asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
  asio::awaitable<void> run();
  void stop() { acceptor_.close(); }

private:
  asio::awaitable<void> serve(asio::ip::tcp::socket socket);
  asio::awaitable<std::string> respond(std::vector<std::string> request);

  asio::awaitable<std::string> submit(std::string holder, std::string kind, int amount);
  asio::awaitable<std::string> assess(int id);
  asio::awaitable<std::string> settle(int id);
  asio::awaitable<std::string> remind();
  asio::awaitable<std::string> list(std::string table);

  asio::ip::tcp::acceptor acceptor_;
  ClaimStore &store_;
  AuditLog audit_;
  Fund fund_;
  RulesEngine rules_;
  DeskAssessor desk_;
  FieldAssessor field_;
};

} // namespace claims
