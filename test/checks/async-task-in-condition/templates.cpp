// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <string>

acme::task<> work();
acme::task<bool> ready();
acme::task<std::string> name();
acme::task<bool> is_set(int);
bool is_set(long);

// Known in the pattern, though nobody instantiates it.
template <typename T> acme::task<T> pattern(T value) {
  if (ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await ready())
    co_await work();
  co_return value;
}

// Known in the pattern and in both instances: one report, one fix.
template <typename T> acme::task<T> twice(T value) {
  if (!ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (!co_await ready())
    co_await work();
  co_return value;
}

// A task in one instance, a truth in the other: no common fix.
template <typename T> acme::task<> mixed(T value) {
  if (is_set(value))
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'is_set' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_await work();
}

// The value is a truth in one instance only.
template <typename F> acme::task<> call(F f) {
  if (f())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that is returned here is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_await work();
}

template <typename T> struct service {
  acme::task<bool> open();
  acme::task<T> value();
  acme::task<> run() {
    if (open())
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'open' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    // CHECK-FIXES: if (co_await open())
      co_await work();
    while (this->value())
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'value' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    // CHECK-FIXES: while (co_await this->value())
      co_await work();
  }
};

acme::task<> user(std::function<acme::task<bool>()> callback) {
  co_await twice(1);
  co_await twice(2.0);
  co_await mixed(1);
  co_await mixed(1L);
  co_await call(ready);
  co_await call(name);
  service<int> s;
  co_await s.run();
  if (callback())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that is returned here is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await callback())
    co_await work();
}
