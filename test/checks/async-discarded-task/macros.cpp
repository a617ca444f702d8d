// RUN: %prove %s
#include "acme/task.h"

#define RUN(call) call
#define WORK() work()
#define WORK_TWICE() work(), work()
#define IGNORE(call) (void)(call)
#define CO_AWAIT(call) co_await call

acme::task<> work();

// A macro wrote the call or a part of the statement: reported, and never edited.
acme::task<> macros() {
  RUN(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  WORK();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-13]]:16: note: expanded from macro 'WORK'
  WORK_TWICE();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-15]]:30: note: expanded from macro 'WORK_TWICE'
  IGNORE(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  CO_AWAIT(work());
  auto t = WORK();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 't' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  co_await work();
}
