// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include "cppcoro/task.h"
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <future>

namespace cppcoro {
template <typename T> T sync_wait(task<T> &&t);
}
cppcoro::task<int> number();
asio::awaitable<int> ping();

struct pool {
  template <typename F> auto submit(F f) -> cppcoro::task<decltype(f())> { return submit(f); }
};

cppcoro::task<int> lazy(pool &pool) {
  int a = std::async([] { return sync_wait(number()); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: int a = co_await number();
  co_return a + co_await pool.submit([] { return cppcoro::sync_wait(number()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return a + co_await number();
}

// The task of one family is no task of another: here, a thread has to wait.
asio::awaitable<int> other_family(asio::io_context &io) {
  int b = co_await ping();
  co_return b + std::async([&] { return asio::co_spawn(io, ping(), asio::use_future).get(); }).get();
}
asio::awaitable<int> own_family() {
  co_return co_await std::async([] { return ping(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: what 'async' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: co_return co_await ping();
}
