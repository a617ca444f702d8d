// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

acme::task<> step();
acme::task<int> number();
void use(int);
struct loop {
  void run();
};
template <typename F> void keeps(F callable) {
  static std::function<void()> kept;
  kept = callable;
}
template <typename F> acme::task<int> awaits(F callable) { co_return co_await callable(); }
template <typename F> int waits(F &&callable) { return callable().get(); }
template <typename F> struct holder {
  explicit holder(F callable) : callable(std::move(callable)) {}
  F callable;
  acme::task<int> task = callable();
};

struct session {
  int state = 0;

  // Awaited in the same full expression.

  acme::task<> awaited() {
    co_await [this]() -> acme::task<> {
      state = 1;
      co_return;
    }();
    int n = co_await [this]() -> acme::task<int> { co_return state; }() + 1;
    if (co_await [&]() -> acme::task<bool> { co_return n == state; }())
      co_await [=, this]() -> acme::task<> {
        state = n;
        co_return;
      }();
  }
  int waited() {
    return [this]() -> acme::task<int> { co_return state; }().get() +
           acme::sync_wait([this]() -> acme::task<int> { co_return state; }());
  }

  // The closure is in the frame.

  acme::task<> framed() {
    auto set = [this](int n) -> acme::task<> {
      state = n;
      co_return;
    };
    co_await set(1);
    auto task = set(2);
    co_await task;
    auto &name = set;
    co_await name(3);
  }
  acme::task<> framed_many(int n) {
    auto one = [this](int i) -> acme::task<int> { co_return state + i; };
    std::vector<acme::task<int>> tasks;
    for (int i = 0; i < n; ++i)
      tasks.push_back(one(i));
    for (auto &task : tasks)
      co_await task;
  }

  // A member keeps it.

  std::function<acme::task<>()> callback;
  void registers() {
    callback = [this]() -> acme::task<> {
      state = 1;
      co_return;
    };
  }

  // It captures, and does not use it when it runs.

  acme::fire_and_forget unused() {
    [this]() -> acme::fire_and_forget {
      state = 1;
      co_await step();
    }();
    co_return;
  }
};

// It captures nothing.

acme::task<int> without_capture(int n) {
  return [](int n) -> acme::task<int> { co_return n; }(n);
}
void spawned_without_capture(int n) {
  acme::spawn([](int n) -> acme::task<int> { co_return n; }(n));
}
acme::task<int> captures_static() {
  static int n = 1;
  return []() -> acme::task<int> { co_return n; }();
}

// It is no coroutine.

acme::task<int> ordinary(int n) {
  return [n] { return awaits([n]() -> acme::task<int> { co_return n; }); }();
}

// Who takes it keeps it, as far as one can see.

void unknown(int n) {
  keeps([n]() -> acme::task<int> { co_return n; });
  std::function<acme::task<int>()> kept = [n]() -> acme::task<int> { co_return n; };
  auto made = std::make_shared<std::function<acme::task<int>()>>(
      [n]() -> acme::task<int> { co_return n; });
}
auto returned(int n) {
  return [n]() -> acme::task<int> { co_return n; };
}
acme::task<int> awaited_by_callee(int n) {
  co_return co_await awaits([n]() -> acme::task<int> { co_return n; });
}
int waited_by_callee(int n) {
  return waits([n]() -> acme::task<int> { co_return n; });
}

// async-void-coroutine asks for a task, which would be awaited.

acme::task<> could_await(int n) {
  [n]() -> acme::fire_and_forget {
    co_await step();
    use(n);
  }();
  co_return;
}

// Somebody waits in the scope of the closure.

void runs(int n) {
  loop events;
  auto go = [n]() -> acme::fire_and_forget {
    co_await step();
    use(n);
  };
  go();
  events.run();
}
