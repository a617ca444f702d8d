// RUN: %prove %s
#include "acme/task.h"
#include <cassert>

#define UNLESS(condition) if (!(condition))
#define READY() ready()
#define CHECKED(condition) (static_cast<bool>(condition) ? (void)0 : fail())
#define ARGUMENT(value) value

acme::task<> work();
acme::task<bool> ready();
void fail();

// A call that the user wrote as the argument of a macro, or one that a macro wrote.
acme::task<> macros() {
  UNLESS(ready()) co_await work();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  if (READY())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-MESSAGES: :[[@LINE-14]]:17: note: expanded from macro 'READY'
    co_await work();
  CHECKED(ready());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  CHECKED(co_await ready());
  CHECKED(static_cast<bool>(ready()));
  if (ARGUMENT(static_cast<bool>(ready())))
    co_await work();
}
