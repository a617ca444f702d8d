// RUN: %prove %s
#include "acme/task.h"
#include <future>

acme::task<> work();
acme::task<int> number(int n = 0);

struct pool {
  template <typename F> auto submit(F f) -> acme::job<decltype(f())> { return {}; }
  template <typename F> auto submit(int priority, F f) -> acme::job<decltype(f())> { return {}; }
};

acme::task<> lambdas(pool &pool) {
  auto coroutine = [&]() -> acme::task<int> {
    co_return co_await pool.submit([] { return number().get(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
    // CHECK-FIXES: co_return co_await number();
  };
  co_await coroutine();
  co_await pool.submit(1, [] { sync_wait(work()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await work();
  // What makes the task may have a lambda of its own.
  co_await pool.submit([&] { return sync_wait([&]() -> acme::task<> { co_await work(); }()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await [&]() -> acme::task<> { co_await work(); }();
  // The lambda on the other thread is no coroutine: it is at fault only if it waits at once.
  co_await pool.submit([] { std::async([] { sync_wait(work()); }); });
  auto ordinary = [] { return std::async([] { return number().get(); }).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: auto ordinary = [] { return number().get(); };
  ordinary();
}
