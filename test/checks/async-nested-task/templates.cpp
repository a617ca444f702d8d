// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
acme::task<acme::task<>> outer();
acme::task<int> value(int);
acme::task<acme::task<int>> value(long);

// Both instances agree: one report, one fix.
template <typename T> acme::task<T> twice(T value) {
  co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await outer());
  co_return value;
}

// A task in one instance, a number in the other: no common fix.
template <typename T> acme::task<> mixed(T x) {
  co_await value(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
}

template <typename F> acme::task<> call(F f) {
  co_await f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await f());
}

// Whatever the inner task yields, it is lost.
template <typename T> struct service {
  acme::task<acme::task<T>> open();
  acme::task<> run() {
    co_await open();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
    // CHECK-FIXES: co_await (co_await open());
    co_await co_await open();
  }
};

acme::task<> user() {
  co_await twice(1);
  co_await twice(2.0);
  co_await mixed(1);
  co_await mixed(1L);
  co_await call(outer);
  service<int> i;
  co_await i.run();
  service<double> d;
  co_await d.run();
}
