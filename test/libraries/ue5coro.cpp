// RUN: %prove %s
#include "UE5Coro/coroutine.h"

using UE5Coro::TCoroutine;

TCoroutine<> ping();
TCoroutine<int> count();

TCoroutine<int> work() {
  int n = count().GetResult();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'GetResult' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  ping().Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await ping();
  ping().Wait(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  ping().Wait(0);
  auto asked = count();
  if (asked.Wait(0))
    co_return asked.GetResult();
  // The engine owns it.
  ping();
  TCoroutine<int> running = count();
  co_return n + co_await count();
}
