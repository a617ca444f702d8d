// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<int> number();
acme::job<int> start();
acme::fire_and_forget log_later();
int plain();
void consume(acme::task<> t);
void inspect(acme::task<> &t);
acme::task<> forward(acme::task<> t);

acme::task<> awaited(bool fast) {
  co_await work();
  int n = co_await number();
  auto t = work();
  co_await t;
  auto moved = work();
  co_await std::move(moved);
  fast ? co_await work() : co_await work();
  (void)co_await number();
  co_await (fast ? work() : work());
  n + co_await number();
}

acme::task<> consumed() {
  consume(work());
  auto t = work();
  consume(std::move(t));
  auto inspected = work();
  inspect(inspected);
  acme::spawn(work());
  co_await forward(work());
  plain();
}

acme::task<> returned() { return work(); }
acme::task<> returned_later() {
  auto t = work();
  return t;
}
acme::task<int> co_returned() { co_return co_await number(); }

// Eager tasks run on without anybody.
acme::task<> eager() {
  (void)start();
  auto running = start();
  std::ignore = start();
  log_later();
  co_await work();
}

// A coroutine that neither suspends nor throws is over when it returns.
int touched = 0;
acme::job<int> touch(int key) {
  touched = key;
  co_return key;
}
acme::job<int> touch_both(int key) { co_return co_await touch(key) + co_await touch(key + 1); }
void over() {
  touch(1);
  touch_both(1);
}

// Nothing was started, so nothing is lost.
acme::task<> empty() {
  acme::task<> none;
  acme::task<>();
  acme::task<>{};
  none = work();
  co_await none;
}

struct owner {
  acme::task<> pending;
  std::optional<acme::task<>> next;
  std::vector<acme::task<>> queue;

  acme::task<> keep() {
    pending = work();
    next = work();
    next.emplace(work());
    queue.push_back(work());
    co_await pending;
  }
  owner &chain();
  owner() : pending(work()) {}
};

// A fluent call hands back its object, not a new task.
struct builder : acme::task<> {
  builder &named(const char *name);
  builder with(int level) &&;
};
acme::task<> fluent(builder b) {
  b.named("nightly");
  b.named("nightly").named("weekly");
  co_await b;
}

acme::task<> in_containers(std::vector<acme::task<>> &given) {
  std::vector<acme::task<>> tasks;
  tasks.push_back(work());
  for (auto &task : tasks)
    co_await task;

  std::vector<acme::task<>> handed;
  handed.push_back(work());
  given = std::move(handed);

  std::vector<acme::task<>> indexed;
  indexed.push_back(work());
  co_await indexed[0];

  std::vector<acme::task<>> never_filled;
  never_filled.reserve(4);
  given.push_back(work());
}

std::vector<acme::task<>> fill() {
  std::vector<acme::task<>> tasks;
  tasks.push_back(work());
  return tasks;
}

acme::task<> captured() {
  auto t = work();
  auto later = [&t]() -> acme::task<> { co_await t; };
  co_await later();
  auto owned = [inner = work()]() mutable -> acme::task<> { co_await inner; };
  co_await owned();
}

acme::task<> chosen(bool fast) {
  auto t = fast ? work() : work();
  co_await t;
  if (auto opened = work(); fast)
    co_await opened;
}

// Asking is no consuming, but this one is awaited afterwards.
acme::task<> asked() {
  auto t = work();
  if (!t.is_ready())
    co_await t;
}

acme::task<> members() {
  struct {
    acme::task<> first, second;
  } both{work(), work()};
  co_await both.first;
  auto pair = std::pair{work(), work()};
  co_await pair.first;
  auto owned = std::make_unique<acme::task<>>(work());
  co_await *owned;
}

// The value of a statement expression is used.
acme::task<> extension() {
  auto t = ({
    plain();
    work();
  });
  co_await t;
}

decltype(work()) named_only();
static_assert(sizeof(work()) > 0);

// A generator is pulled, not awaited.
struct numbers {
  struct promise_type {
    numbers get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
numbers count();
// A coroutine that is driven by hand is not awaited either.
struct fiber {
  struct promise_type {
    fiber get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  void resume();
};
fiber make_fiber();
acme::task<> others() {
  count();
  make_fiber();
  co_await work();
}

// The task runs when it is dropped.
template <typename T> struct relay {
  struct promise_type {
    std::coroutine_handle<> next;
    relay get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  ~relay() {
    if (current && !current.done())
      current.resume();
  }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  auto detach() {
    return [](relay own) -> relay { co_await std::move(own); }(std::move(*this));
  }
  std::coroutine_handle<promise_type> current;
};
relay<int> relays();
void drops() {
  relays();
  relays().detach();
}
