// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
void use(int n);
thread_local int depth;

#define ENTER ++depth
#define LEAVE --depth
#define AWAIT(e) co_await e

acme::task<> counted() {
  ENTER;
  AWAIT(work());
  LEAVE;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is changed here
  // CHECK-MESSAGES: :[[@LINE-10]]:15: note: expanded from macro 'ENTER'
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: the coroutine may go on with another thread from here
  // CHECK-MESSAGES: :[[@LINE-10]]:18: note: expanded from macro 'AWAIT'
}
