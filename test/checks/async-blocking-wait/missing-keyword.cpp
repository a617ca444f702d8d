// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
acme::task<int> number();

// The wait took the place of the only `co_await`.
acme::task<> lost() { acme::sync_wait(work()); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
// CHECK-FIXES: acme::task<> lost() { co_await work(); }

auto lambda = []() -> acme::task<> { int n = number().get(); };
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
// CHECK-FIXES: auto lambda = []() -> acme::task<> { int n = co_await number(); };

// These are no coroutines.
acme::task<> ordinary() {
  acme::sync_wait(work());
  return work();
}
int value() { return acme::sync_wait(number()); }
void nothing() { acme::sync_wait(work()); }
