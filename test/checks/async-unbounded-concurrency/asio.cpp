// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <exception>
#include <future>
#include <vector>

using asio::ip::tcp;
asio::awaitable<void> session(tcp::socket socket);
asio::awaitable<void> ping(int n);

asio::awaitable<void> fan_out(asio::io_context &io, std::vector<int> numbers) {
  for (int n : numbers)
    asio::co_spawn(io, ping(n), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int n : numbers)
    asio::co_spawn(io, ping(n), [](std::exception_ptr) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int n : numbers)
    co_await asio::co_spawn(io, ping(n), asio::use_awaitable);
}

// The shape of every server: an event starts each session.
asio::awaitable<void> serve(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), session(std::move(socket)), asio::detached);
  }
}

// async-unguarded-detached speaks of exceptions first.
asio::awaitable<void> careless(int n) {
  co_await ping(n);
  throw n;
}
asio::awaitable<void> owned_by_another(asio::io_context &io, std::vector<int> numbers) {
  for (int n : numbers)
    asio::co_spawn(io, careless(n), asio::detached);
  co_return;
}
