// RUN: %prove %s
#include "acme/task.h"
#include <memory>

acme::task<int> number();
acme::task<std::unique_ptr<int>> make();

acme::task<> by_reference() {
  int sum = 0;
  auto add = [&]() -> acme::task<> {
    sum = sum + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sum' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: sum = sum + value;
  };
  auto one = add();
  auto other = add();
  co_await acme::when_all(one, other);
}

struct counter {
  int sum = 0;
  std::unique_ptr<int> cache;
  auto adder() {
    return [this]() -> acme::task<> {
      sum = sum + co_await number();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sum' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is read here
      // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
      // CHECK-FIXES: auto value = co_await number();
      // CHECK-FIXES: sum = sum + value;
    };
  }
};

struct semaphore {};
template <typename F> acme::task<> with_semaphore(semaphore &s, int n, F f) {
  co_await f();
}

acme::task<> under_a_lock(semaphore &s, counter &c) {
  co_await with_semaphore(s, 1, [&c]() -> acme::task<> {
    c.sum = c.sum + co_await number();
    if (!c.cache)
      c.cache = co_await make();
  });
}
