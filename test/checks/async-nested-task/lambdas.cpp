// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
acme::task<acme::task<>> outer();

acme::task<> lambdas() {
  auto coroutine = []() -> acme::task<> {
    co_await outer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
    // CHECK-FIXES: co_await (co_await outer());
  };
  co_await coroutine();
  auto makes = []() -> acme::task<acme::task<>> { co_return work(); };
  co_await makes();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await makes());
  co_await [] { return outer(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await [] { return outer(); }());
  co_await []() -> acme::task<> { co_await co_await outer(); }();
}
