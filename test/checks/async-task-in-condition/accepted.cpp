// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <cassert>
#include <concepts>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<bool> ready();
acme::task<int> number();
acme::task<std::optional<int>> next();
bool plain();
bool inspect(const acme::task<bool> &task);

acme::task<> awaited(bool fast) {
  if (co_await ready())
    co_await work();
  while (!co_await ready())
    co_await work();
  bool b = fast && co_await ready();
  int n = co_await ready() ? 1 : 2;
  if (auto value = co_await next())
    co_await work();
  if (co_await number() == 1 && plain())
    co_await work();
}

// Whether a variable, a member or an element holds a task is a fair question.
struct session {
  acme::task<> pending;
  std::vector<acme::task<>> queue;
  std::map<int, acme::task<>> by_number;
  acme::task<> &current() { return pending; }
  const acme::task<> &last() const;
  acme::task<> *find();

  acme::task<> step(acme::task<> given) {
    if (!pending)
      pending = work();
    if (given && queue.front())
      co_await given;
    if (current() && last())
      co_await pending;
    if (by_number[1] || *find() || queue[0])
      co_await queue[0];
    while (auto t = work())
      co_await t;
    if (auto &t = current(); t)
      co_await t;
    if (find())
      co_await *find();
    if (queue.empty() || pending.is_ready())
      co_await work();
  }
};

// Whoever hands on a task asks whether there was one.
template <typename T> struct slot {
  T take();
  T pop() { return take(); }
};
acme::task<> handed_on(session &s, slot<acme::task<>> &slot) {
  if (std::exchange(s.pending, {}))
    co_await work();
  if (slot.take() || slot.pop())
    co_await work();
}

// The cast says what is asked for.
acme::task<> on_purpose() {
  bool made = static_cast<bool>(ready());
  made = bool(ready());
  made = (bool)ready();
  made = ready().operator bool();
  if (static_cast<bool>(ready()))
    co_await work();
  (void)inspect(ready());
  if (inspect(ready()) || ready().is_ready())
    co_await work();
}

acme::task<> discarded(bool fast) {
  fast && ready(); // another check's
  co_await work();
}

// Somebody else may hold a task that can be copied, as the getter of one may show.
struct shared : acme::job<int> {
  explicit operator bool() const;
};
struct holder {
  shared current() const;
  acme::task<> look() {
    if (current())
      co_await work();
    if (!current())
      co_await work();
  }
};

// A task that hands out its value by itself: what is tested or streamed is the value.
template <typename T> struct valued {
  struct promise_type {
    valued get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception();
  };
  valued(valued &&) noexcept;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  template <typename U>
    requires std::same_as<U, T>
  operator const U &() const;
  friend std::ostream &operator<<(std::ostream &out, const valued &from) {
    return out << static_cast<const T &>(from);
  }
};
template <typename T> struct plainly_valued : valued<T> {
  plainly_valued(plainly_valued &&) noexcept;
  operator T() &&;
};
valued<bool> found();
valued<int> sum();
plainly_valued<bool> closed();
void values() {
  if (found() || !closed())
    std::cout << sum() << found();
  bool known = found(), open = !closed();
}

// Nobody awaits a generator, or asks it for more than its next value.
struct numbers {
  struct promise_type {
    numbers get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit operator bool() const;
};
numbers count();
acme::task<> others() {
  if (count())
    co_await work();
  if (plain())
    co_await work();
}

static_assert(sizeof(!ready()) == 1);
static_assert(noexcept(plain() && !ready()) == false);
