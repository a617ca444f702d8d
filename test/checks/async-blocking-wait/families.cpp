// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <utility>

// An application's own wait on a real library's task, which is awaited as an rvalue only.
template <typename T> T sync_wait(asio::awaitable<T> task);

asio::awaitable<int> count();

asio::awaitable<int> session(asio::io_context &io, asio::awaitable<int> given) {
  int a = sync_wait(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await count();
  int b = sync_wait(std::move(given));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int b = co_await std::move(given);
  int c = asio::co_spawn(io, count(), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  co_return a;
}
