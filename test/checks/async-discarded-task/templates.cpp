// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
acme::task<int> number();
acme::job<int> start();
int plain(int);
acme::task<int> plain(long);

// Known in the pattern, though nobody instantiates it.
template <typename T> acme::task<T> pattern(T value) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  auto t = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 't' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
  co_return value;
}

// Known in the pattern and in both instances: one report, one fix.
template <typename T> acme::task<T> twice(T value) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  co_return value;
}

// A task in one instance, a number in the other: no common fix.
template <typename T> acme::task<> mixed(T value) {
  plain(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'plain' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  co_await work();
}

// Lazy in both instances, by a dependent call.
template <typename F> acme::task<> call(F f) {
  f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await f();
  co_await work();
}

template <typename T> struct service {
  acme::task<> close();
  acme::task<> run() {
    close();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'close' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await close();
    this->close();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'close' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await this->close();
    co_await work();
  }
  // Used only by a lambda whose captures are dependent.
  acme::task<> captured(T x) {
    auto t = work();
    auto later = [&](auto y) -> acme::task<> { co_await t; };
    co_await later(x);
  }
};

acme::task<> user() {
  co_await twice(1);
  co_await twice(2.0);
  co_await mixed(1);
  co_await mixed(1L);
  co_await call(work);
  co_await call(number);
  service<int> s;
  co_await s.run();
  co_await s.captured(1);
  auto generic = [](auto f) -> acme::task<> {
    f();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await f();
    co_await work();
  };
  co_await generic(work);
  co_await generic(number);
}
