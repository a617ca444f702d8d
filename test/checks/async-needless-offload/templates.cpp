// RUN: %prove %s
#include "acme/task.h"
#include <future>

acme::task<int> number(int n = 0);
template <typename T> acme::task<T> make(T value);
int sync_wait(int n);

struct pool {
  template <typename F> auto submit(F f) -> acme::job<decltype(f())> { return {}; }
};

// All instances agree: one report, one fix.
template <typename T> acme::task<T> agreed(pool &pool, T value) {
  co_return co_await pool.submit([&] { return make(value).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return co_await make(value);
}

template <typename Pool> acme::task<int> generic(Pool &pool) {
  co_return co_await pool.submit([] { return number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return co_await number();
}

// What waits in one instance computes in the other: no common fix.
template <typename F> acme::task<> called(pool &pool, F f) {
  co_await pool.submit([&] { return sync_wait(f()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
}

template <typename T> struct service {
  acme::task<T> load();
  acme::task<T> use(pool &pool) {
    co_return co_await pool.submit([this] { return load().get(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
    // CHECK-FIXES: co_return co_await load();
  }
};

// Never instantiated.
template <typename T> acme::task<T> unseen(pool &pool, T value) {
  co_return co_await pool.submit([&] { return make(value).get(); });
}

acme::task<> user(pool &pool) {
  co_await agreed(pool, 1);
  co_await agreed(pool, 2.0);
  co_await generic(pool);
  co_await called(pool, [] { return number(); });
  co_await called(pool, [] { return 1; });
  service<int> s;
  co_await s.use(pool);
}
