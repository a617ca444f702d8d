// RUN: %prove %s
#include "acme/task.h"
#include <future>

// The application makes futures awaitable, as rvalues.
struct future_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
future_awaiter operator co_await(std::future<int> &&);

acme::task<int> futures(std::future<int> f) {
  int a = f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await std::move(f);
  co_return std::async([] { return 1; }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-FIXES: co_return co_await std::async([] { return 1; });
}
