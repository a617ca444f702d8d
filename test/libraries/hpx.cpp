// RUN: %prove %s
#include "hpx/future.h"

hpx::future<int> count();

hpx::future<int> work(hpx::future<int> pending) {
  // They suspend the light thread: another one takes its place.
  pending.wait();
  int n = pending.get();
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'count' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await count();
  co_return n + co_await count();
}

hpx::future<int> twice(hpx::future<int> pending) {
  int n = co_await pending;
  co_return n + co_await pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'pending' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
}
