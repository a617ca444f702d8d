// RUN: %prove %s
#include "cppcoro/sync_wait.h"
#include "cppcoro/task.h"
#include "mock.h"

cppcoro::task<> ping();
cppcoro::task<int> count(cppcoro::cancellation_token token = {});

cppcoro::task<int> work(cppcoro::cancellation_token token) {
  cppcoro::sync_wait(ping());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await ping();
  // CHECK-FIX-NOTES: co_await ping();
  cppcoro::sync_wait(mock::conditional<int>());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  co_return co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'count' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-11]]:54: note: this parameter takes the token
  // CHECK-FIXES: co_return co_await count(token);
  // CHECK-FIX-NOTES: co_return co_await count(token);
}

cppcoro::task<int> cancelled(cppcoro::cancellation_token token) {
  try {
    co_return co_await count(token);
  } catch (const std::exception &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (const std::exception &) {
    co_return 0;
  }
}

void ordinary() {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'cppcoro::async_scope::spawn'
  cppcoro::sync_wait(ping());
}
