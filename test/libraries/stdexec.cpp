// RUN: %prove %s
#include "stdexec/execution.h"

exec::task<void> ping();
exec::task<int> count(stdexec::inplace_stop_token token = {});
exec::task<void> tick() { co_await ping(); }

exec::task<int> work(stdexec::inplace_stop_token token) {
  stdexec::sync_wait(stdexec::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  co_return co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'count' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-8]]:51: note: this parameter takes the token
  // CHECK-FIXES: co_return co_await count(token);
}

void ordinary() {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'exec::start_detached'
  exec::start_detached(ping());
  exec::start_detached(tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'tick': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-18]]:27: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-19]]:18: note: put the whole body into 'try' and 'catch (...)'
  stdexec::let_value(stdexec::just(1), [] { return ping(); });
}
