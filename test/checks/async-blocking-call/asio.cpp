// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
#include <asio.hpp>
#include <chrono>
#include <thread>
#include <utility>

using asio::ip::tcp;

asio::awaitable<void> session(tcp::socket socket, tcp::acceptor &acceptor) {
  char data[64];
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::milliseconds(5)).async_wait(asio::use_awaitable);
  auto n = socket.read_some(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read_some' blocks the thread that runs this coroutine [async-blocking-call]
  asio::write(socket, asio::buffer(data, n));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs this coroutine [async-blocking-call]
  asio::steady_timer timer(acceptor.get_executor(), std::chrono::seconds(1));
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  co_await timer.async_wait(asio::use_awaitable);
  n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(data, n), asio::use_awaitable);
  tcp::socket next = co_await acceptor.async_accept(asio::use_awaitable);
  socket.close();
}

// Who was told not to block says that it would.
struct connection {
  tcp::socket fast, slow;
  connection(tcp::socket a, tcp::socket b) : fast(std::move(a)), slow(std::move(b)) { fast.non_blocking(true); }
  asio::awaitable<void> run() {
    char data[64];
    asio::error_code error;
    auto n = fast.read_some(asio::buffer(data), error);
    n += slow.read_some(asio::buffer(data), error);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread that runs this coroutine [async-blocking-call]
    co_await slow.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  }
};
asio::awaitable<void> local(tcp::socket a, tcp::socket b, tcp::socket c, bool how) {
  char data[64];
  asio::error_code error;
  a.non_blocking(true, error);
  auto n = a.write_some(asio::buffer(data), error);
  a.native_non_blocking(true);
  n += a.receive(asio::buffer(data), 0, error);
  b.non_blocking(false);
  n += b.read_some(asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'read_some' blocks the thread that runs this coroutine [async-blocking-call]
  c.non_blocking(how);
  n += c.send(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'send' blocks the thread that runs this coroutine [async-blocking-call]
  co_await a.async_wait(tcp::socket::wait_read, asio::use_awaitable);
}

// To connect a socket of datagrams only says where they go.
asio::awaitable<void> connects(asio::ip::udp::socket datagrams, tcp::socket stream, tcp::endpoint there) {
  datagrams.connect(asio::ip::udp::endpoint());
  auto *pointer = &datagrams;
  pointer->connect(asio::ip::udp::endpoint());
  stream.connect(there);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs this coroutine [async-blocking-call]
  co_await stream.async_wait(tcp::socket::wait_read, asio::use_awaitable);
}
