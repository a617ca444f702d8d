// RUN: %prove %s
#include "acme/task.h"

#define WAIT(task) acme::sync_wait(task)
#define GET .get()
#define VALUE(expression) (expression)
#define CHECK(condition)                                                                \
  do {                                                                                 \
    if (!(condition))                                                                  \
      throw 1;                                                                         \
  } while (false)

acme::task<int> number();

acme::task<int> macros() {
  int a = WAIT(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-14]]:20: note: expanded from macro 'WAIT'
  int b = number() GET;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  int c = VALUE(number().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  CHECK(acme::sync_wait(number()) == 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  co_return co_await number();
}
