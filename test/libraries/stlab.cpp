// RUN: %prove %s
#include "stlab/future.h"

stlab::future<int> count();

stlab::future<int> work() {
  int n = stlab::blocking_get(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blocking_get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  co_return n + co_await count();
}

void ordinary() {
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'count' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: detach it with '.detach()'
  count().detach();
}

stlab::future<int> offloaded(stlab::default_executor_type executor) {
  co_return co_await stlab::async(executor, [] { return blocking_get(count()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return co_await count();
}
