// RUN: %prove %s
#include "execution/execution.h"

namespace ex = std::execution;

ex::task<> ping();
ex::task<int> count(std::inplace_stop_token token = {});

ex::task<int> work(std::inplace_stop_token token) {
  std::this_thread::sync_wait(ex::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  co_return co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'count' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-7]]:45: note: this parameter takes the token
  // CHECK-FIXES: co_return co_await count(token);
}

void ordinary() {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'std::execution::spawn' with the token of a scope
  ex::let_value(ex::just(1), [] { return ping(); });
}
