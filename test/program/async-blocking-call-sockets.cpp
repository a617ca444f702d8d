// RUN: %program %s -- -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
// Who tells a socket not to block is in another file.
//--- connection.h
#pragma once
#include <asio.hpp>
class connection {
public:
  connection(asio::ip::tcp::socket a, asio::ip::tcp::socket b);
  asio::awaitable<void> run();
  void pull();
  void pull_slowly();

private:
  asio::ip::tcp::socket fast, slow;
  char data[64];
};
//--- a_run.cpp
#include "connection.h"
asio::awaitable<void> connection::run() {
  fast.read_some(asio::buffer(data));
  // ALONE: warning: 'read_some' blocks the thread that runs this coroutine [async-blocking-call]
  slow.read_some(asio::buffer(data));
  // BOTH: warning: 'read_some' blocks the thread that runs this coroutine [async-blocking-call]
  pull();
  pull_slowly();
  // PROGRAM: warning: 'pull_slowly' blocks the thread that runs this coroutine [async-blocking-call]
  // NOTE: c_pull.cpp:3: 'read_some' blocks here
  co_return;
}
//--- b_connection.cpp
#include "connection.h"
#include <utility>
connection::connection(asio::ip::tcp::socket a, asio::ip::tcp::socket b) : fast(std::move(a)), slow(std::move(b)) {
  fast.non_blocking(true);
}
//--- c_pull.cpp
#include "connection.h"
void connection::pull() { fast.read_some(asio::buffer(data)); }
void connection::pull_slowly() { slow.read_some(asio::buffer(data)); }
