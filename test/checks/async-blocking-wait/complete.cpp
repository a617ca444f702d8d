// RUN: %prove %s
// What is known to be there when it is asked for.
#include "acme/task.h"
#include <array>
#include <utility>
#include <vector>

/// Copies share one result.
template <typename T> struct shared {
  struct promise_type {
    shared get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
  T get() const;
  bool ready() const;
  template <typename F> shared on_done(F next) const { return *this; }
};
shared<int> read(int key);
template <typename Range> shared<bool> all_of(Range &&futures);
template <typename F> acme::task<> until(F condition) { return {}; }
template <typename F> acme::task<> within(F work) { return {}; }

// --- Awaited as a part of a list ---

acme::task<int> listed() {
  shared<int> a = read(1), b = read(2);
  std::vector<shared<int>> all = {a, b};
  co_await all_of(all);
  co_return a.get() + b.get() + all[1].get();
}
acme::task<int> pushed(std::vector<shared<int>> &all) {
  shared<int> a = read(1);
  all.push_back(a);
  co_await all_of(all);
  co_return a.get();
}
acme::task<int> joined() {
  shared<int> a = read(1), b = read(2);
  auto both = all_of(std::array{a, b});
  co_await both;
  co_return a.get() + b.get();
}
acme::task<int> copied() {
  shared<int> a = read(1);
  co_await a;
  shared<int> b = a;
  auto c = std::move(b);
  co_return c.get();
}
acme::task<int> incomplete() {
  shared<int> a = read(1), b = read(2), c = read(3);
  std::vector<shared<int>> all = {a};
  int sum = a.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int sum = co_await a;
  co_await all_of(all);
  sum += b.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: sum += co_await b;
  std::vector<shared<int>> more = {c};
  int count = static_cast<int>(more.size());
  co_await all_of(all);
  sum += c.get() + count;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: sum += co_await c + count;
  co_return sum;
}

// --- Asked, or awaited, in another closure ---

acme::task<int> asked() {
  shared<int> a = read(1);
  auto done = [&] { return a.ready(); };
  co_await until(done);
  co_return a.get();
}
struct cache {
  shared<int> pending = read(1);
  acme::task<int> value() {
    co_await until([this] { return pending.ready(); });
    co_return pending.get();
  }
  acme::task<int> other() {
    co_await until([this] { return true; });
    co_return pending.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    // CHECK-FIXES: co_return co_await pending;
  }
};
acme::task<int> nested() {
  shared<int> a = read(1);
  int sum = 0;
  if (a.ready())
    co_await within([&]() -> acme::task<> {
      sum += a.get();
      co_return;
    });
  co_await within([&]() -> acme::task<> { co_await a; });
  co_await within([&]() -> acme::task<> {
    sum += a.get();
    co_return;
  });
  co_return sum;
}
acme::task<int> unasked() {
  shared<int> a = read(1);
  int sum = 0;
  co_await within([&]() -> acme::task<> {
    sum += a.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    // CHECK-FIXES: sum += co_await a;
    co_return;
  });
  co_return sum;
}

// --- Given by those who know ---

int value_of(shared<int> of) { return of.get(); }
static acme::task<int> later(shared<int> of) {
  co_await acme::task<>();
  co_return of.get();
}
acme::task<int> hands_over() {
  shared<int> a = read(1);
  co_await a;
  co_return value_of(a) + co_await later(a);
}
static acme::task<int> too_soon(shared<int> of) {
  co_await acme::task<>();
  co_return of.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_return co_await of;
}
acme::task<int> hands_over_at_once() {
  shared<int> a = read(1);
  co_await a;
  co_return co_await too_soon(a) + co_await too_soon(read(2));
}
acme::task<int> continued(shared<int> (*start)()) {
  start().on_done([](shared<int> of) -> acme::task<> {
    of.get();
    co_return;
  });
  auto next = [](shared<int> of) -> acme::task<int> { co_return of.get(); };
  start().on_done(next);
  co_return co_await start();
}
acme::task<int> kept_for_others(shared<int> a) {
  auto next = [](shared<int> of) -> acme::task<int> { co_return of.get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto next = [](shared<int> of) -> acme::task<int> { co_return co_await of; };
  a.on_done(next);
  co_return co_await next(read(1));
}
