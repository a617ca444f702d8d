// RUN: %prove %s
#include "acme/task.h"

#define RUN(call) call
#define AWAIT(call) co_await call
#define AWAIT_OUTER() co_await outer()
#define IGNORE(value) (void)(value)

acme::task<acme::task<>> outer();

// A macro wrote a part of the statement: reported, and never edited.
acme::task<> macros() {
  AWAIT(outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-10]]:21: note: expanded from macro 'AWAIT'
  AWAIT_OUTER();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-12]]:23: note: expanded from macro 'AWAIT_OUTER'
  RUN(co_await outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  IGNORE(co_await outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  co_await AWAIT_OUTER();
  co_await RUN(co_await outer());
}
