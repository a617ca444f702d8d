// RUN: %prove %s --config-option async-resume-context.RequiredWrapper=via
#include "acme/task.h"

acme::task<int> load(int id);
acme::task<int> via(acme::task<int>);

#define LOAD(x) load(x)
#define AWAIT(x) co_await x

acme::task<int> macros() {
  int n = co_await LOAD(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the coroutine resumes wherever this task ends: it is not awaited through 'via' [async-resume-context]
  n += AWAIT(load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the coroutine resumes wherever this task ends: it is not awaited through 'via' [async-resume-context]
  // CHECK-MESSAGES: :[[@LINE-7]]:18: note: expanded from macro 'AWAIT'
  co_return n;
}
