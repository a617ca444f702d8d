// REQUIRES: boost
// RUN: %prove %s
#include "mock.h"
#include <boost/asio.hpp>
#include <boost/asio/experimental/co_composed.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<void> ping();

// Another way to start what it is given, which it keeps by a signature.
namespace boost::asio::experimental {
template <typename Work> void co_spawn(io_context &, Work &&work) { mock::keep(work); }
} // namespace boost::asio::experimental

asio::awaitable<void> serve(tcp::socket socket) {
  char data[64];
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(5)).async_wait(boost::asio::use_awaitable);
  std::size_t n = asio::read(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'read' blocks the thread that runs this coroutine [async-blocking-call]
  socket.write_some(asio::buffer(data, n));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write_some' blocks the thread that runs this coroutine [async-blocking-call]
  n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(data, n), asio::use_awaitable);
}

asio::awaitable<void> find(tcp::resolver &resolver, tcp::socket &socket) {
  tcp::resolver::results_type found = resolver.resolve("host", "80");
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'resolve' blocks the thread that runs this coroutine [async-blocking-call]
  asio::connect(socket, found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread that runs this coroutine [async-blocking-call]
  found = co_await resolver.async_resolve("host", "80", asio::use_awaitable);
  co_await asio::async_connect(socket, found, asio::use_awaitable);
}

// An operation composed as a coroutine owns its frame.
struct echo_operation {
  template <typename State> void operator()(State state, tcp::socket &socket) {
    char data[64];
    co_await socket.async_read_some(asio::buffer(data), asio::deferred);
    co_return {boost::system::error_code()};
  }
};
// So does one that nobody has used yet.
struct unused_operation {
  auto operator()(auto state, tcp::socket &socket) -> void {
    co_await socket.async_wait(tcp::socket::wait_read, asio::deferred);
    co_return {boost::system::error_code()};
  }
};
template <typename Token> auto async_echo(tcp::socket &socket, Token &&token) {
  return asio::async_initiate<Token, void(boost::system::error_code)>(
      asio::experimental::co_composed<void(boost::system::error_code)>(
          echo_operation(), socket),
      token, std::ref(socket));
}
asio::awaitable<void> echo(tcp::socket &socket) {
  co_await async_echo(socket, asio::use_awaitable);
}

void start(asio::io_context &io, asio::steady_timer &timer, tcp::socket socket) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'boost::asio::co_spawn'
  asio::post(io, ping);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'boost::asio::post' drops the task that 'ping' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a callback that returns void starts the task itself: hand it to 'boost::asio::co_spawn'
  asio::dispatch(asio::bind_executor(io, ping));
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'boost::asio::dispatch' drops the task that 'ping' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:42: note: a callback that returns void starts the task itself: hand it to 'boost::asio::co_spawn'
  timer.async_wait([](boost::system::error_code) { return ping(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'boost::asio::basic_waitable_timer::async_wait' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: a callback that returns void starts the task itself: hand it to 'boost::asio::co_spawn'
  timer.async_wait([](boost::system::error_code) {});
  asio::co_spawn(io, serve(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'serve': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-54]]:7: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-64]]:23: note: put the whole body into 'try' and 'catch (...)'
  asio::co_spawn(io, ping, asio::detached);
  asio::co_spawn(io, [&io]() -> asio::awaitable<void> { co_await ping(); },
                 [](std::exception_ptr) {});
  asio::experimental::co_spawn(io, [] { return ping(); });
}

// The peer of a socket may be gone when somebody asks for its name.
asio::awaitable<void> greet(tcp::socket socket) {
  auto peer = socket.remote_endpoint();
  try {
    co_await asio::async_write(socket, asio::buffer("hello"), asio::use_awaitable);
  } catch (...) {
  }
}
asio::awaitable<void> part(tcp::socket socket) {
  try {
    co_await asio::async_write(socket, asio::buffer("goodbye"), asio::use_awaitable);
  } catch (...) {
  }
  socket.shutdown(tcp::socket::shutdown_send);
}
asio::awaitable<void> meet(tcp::socket socket) {
  boost::system::error_code error;
  auto peer = socket.remote_endpoint(error);
  auto own = socket.local_endpoint();
  try {
    co_await asio::async_write(socket, asio::buffer("hello"), asio::use_awaitable);
    peer = socket.remote_endpoint();
  } catch (...) {
  }
  socket.shutdown(tcp::socket::shutdown_send, error);
  socket.close();
}
void accept(asio::io_context &io, tcp::socket a, tcp::socket b, tcp::socket c) {
  asio::co_spawn(io, greet(std::move(a)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'greet': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-28]]:15: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-30]]:23: note: put the whole body into 'try' and 'catch (...)'
  asio::co_spawn(io, part(std::move(b)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'part': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-21]]:3: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-27]]:23: note: put the whole body into 'try' and 'catch (...)'
  asio::co_spawn(io, meet(std::move(c)), asio::detached);
}

// What keeps a lambda longer than the scope whose variable it has captured.
void continuations(boost::asio::io_context &context, boost::asio::ip::tcp::socket &socket, char (&to)[8]) {
  int n = 0;
  boost::asio::post(context, [&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:39: note: it is used here
  socket.async_read_some(boost::asio::buffer(to), [&n](auto, auto) { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:72: note: it is used here
  boost::asio::async_read(socket, boost::asio::buffer(to), [&n](auto, auto) { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:81: note: it is used here
}

// A composed operation calls its implementation, and lets it go.
template <typename Token> auto async_count(tcp::socket &socket, int n, Token &&token) {
  return asio::async_initiate<Token, void(boost::system::error_code)>(
      asio::experimental::co_composed<void(boost::system::error_code)>(
          [n](auto state, tcp::socket &socket) -> void {
          // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
          // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the closure is handed over here
          // CHECK-MESSAGES: :[[@LINE+3]]:23: note: a capture is used here
          // CHECK-MESSAGES: :[[@LINE-4]]:11: note: parameters are copied into the frame of the coroutine: pass it what it captures
            co_await socket.async_wait(tcp::socket::wait_read, asio::deferred);
            int own = n;
            co_return {boost::system::error_code()};
          },
          socket),
      token, std::ref(socket));
}
asio::awaitable<void> count(tcp::socket &socket) {
  co_await async_count(socket, 1, asio::use_awaitable);
}
