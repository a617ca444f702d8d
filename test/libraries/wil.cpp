// RUN: %prove %s
#include "wil/coroutine.h"

wil::task<int> count();

wil::task<int> work(wil::task<int> pending) {
  int n = std::move(pending).get() + count().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await std::move(pending) + co_await count();
  co_return n + co_await count();
}
