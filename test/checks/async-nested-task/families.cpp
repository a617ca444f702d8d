// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <future>
#include <utility>

// The promise comes by std::coroutine_traits, and awaiting by its await_transform.
asio::awaitable<void> ping();
asio::awaitable<asio::awaitable<void>> outer();

asio::awaitable<void> session(asio::io_context &io, asio::awaitable<asio::awaitable<void>> given) {
  co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await outer());
  co_await std::move(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await std::move(given));
  co_await asio::co_spawn(io, outer(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await asio::co_spawn(io, outer(), asio::use_awaitable));
  co_await co_await outer();
  asio::co_spawn(io, co_await outer(), asio::use_future);
}

void ordinary() {
  auto pending = std::async(ping);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: it calls the coroutine, which only makes the task: hand it to 'asio::co_spawn'
}
