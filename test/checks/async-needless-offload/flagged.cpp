// RUN: %prove %s
#include "acme/task.h"
#include <string>
#include <utility>

acme::task<> work();
acme::task<int> number(int n = 0);
acme::task<std::string> name();

struct pool {
  template <typename F> auto submit(F f) -> acme::job<decltype(f())> { return {}; }
  template <typename F> auto run_in_background(F f) -> acme::task<decltype(f())> { return {}; }
};

acme::task<> waiting(pool &pool, int n) {
  co_await pool.submit([] { return sync_wait(work()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await work();
  co_await pool.submit([&] { return acme::sync_wait(number(n)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await number(n);
  int a = co_await pool.submit([n] { return number(n).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: int a = co_await number(n);
  int b = co_await pool.run_in_background([=] { return number(n).get(); }) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'run_in_background' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: int b = co_await number(n) + 1;
  co_await pool.submit([] { work().wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await work();
  auto size = (co_await pool.submit([] { return name().get(); })).size();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: auto size = (co_await name()).size();
  if (co_await pool.submit([&] { return number(a).get(); }) == b)
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: if (co_await number(a) == b)
    co_return;
  co_await pool.submit([] { /* why */ return /* what */ number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await /* why */ /* what */ number();
}

// The coroutine does not wait at once: what it would await later is its own affair.
acme::task<int> kept(pool &pool) {
  pool.submit([] { sync_wait(work()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  (void)pool.submit([] { return number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  auto job = pool.submit([] { return number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_return co_await job;
}

// A call of the coroutine makes the task, on whatever thread.
acme::task<int> tasks(pool &pool, int n) {
  co_await pool.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: co_await work();
  co_await co_await pool.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: co_await work();
  int a = co_await co_await pool.submit([&] { return number(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: int a = co_await number(n);
  int b = co_await co_await pool.submit([&]() -> acme::task<int> { co_return co_await number(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: int b = co_await [&]() -> acme::task<int> { co_return co_await number(n); }();
  co_await pool.submit([&] { return number(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: co_await number(n);
  auto coroutine = [&]() -> acme::task<int> { co_return co_await number(n); };
  int c = co_await co_await pool.submit(coroutine);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: int c = co_await coroutine();
  co_return a + b + c;
}

// The task is wanted, or needs what only the callable has.
struct service {
  acme::task<> run();
  acme::task<int> count;
  acme::task<> use(pool &pool) {
    co_await pool.submit([this] { sync_wait(run()); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
    // CHECK-FIXES: co_await run();
    co_await pool.submit([this] { return count.get(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
    // CHECK-FIXES: co_await count;
    co_await pool.submit([*this] { return number(1).get(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  }
  service(const service &);
};
int next();
template <typename F> auto submit(int priority, F f) -> acme::job<decltype(f())> { return {}; }
acme::task<> without_fix(pool &pool, int n) {
  auto task = co_await pool.submit(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: what 'submit' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  co_await task;
  co_await pool.submit([m = n + 1] { return number(m).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_await pool.submit([n]() mutable { return number(++n).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_await submit(next(), [] { sync_wait(work()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_await submit(1, [] { sync_wait(work()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await work();
}
