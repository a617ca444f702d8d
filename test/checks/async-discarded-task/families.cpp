// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

// The promise comes by std::coroutine_traits, and awaiting by its await_transform.
asio::awaitable<void> ping();
asio::awaitable<int> count();

asio::awaitable<void> session(asio::io_context &io, asio::steady_timer timer) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await ping();
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'async_wait' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await timer.async_wait(asio::use_awaitable);
  auto n = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'n' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await count();
  auto later = ping();
  co_await std::move(later);
  asio::co_spawn(io, ping(), asio::detached);
  asio::co_spawn(io, ping(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'co_spawn' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await asio::co_spawn(io, ping(), asio::use_awaitable);
}

void ordinary() { ping(); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: this function is not a coroutine and cannot await it: hand it to 'asio::co_spawn'
