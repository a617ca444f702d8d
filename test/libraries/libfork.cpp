// RUN: %prove %s
#include "libfork/core.h"

lf::task<int> fibonacci(int n);

lf::task<int> work(lf::lazy_pool &pool) {
  int n = lf::sync_wait(pool, fibonacci, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  co_return n + co_await fibonacci(4);
}

void ordinary() { fibonacci(5); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'fibonacci' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: this function is not a coroutine and cannot await it: hand it to 'lf::detach'
