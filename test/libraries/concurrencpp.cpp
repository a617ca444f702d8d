// RUN: %prove %s
#include "concurrencpp/concurrencpp.h"

using concurrencpp::lazy_result;
using concurrencpp::result;

result<int> count();
lazy_result<int> later();
result<void> ping();

result<int> work(result<int> pending) {
  pending.wait_for(std::chrono::milliseconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  pending.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  int n = count().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'later' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await later();
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await ping();
  co_return n + co_await later();
}

void ordinary(concurrencpp::executor &executor) {
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'later' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: keep the result, that of '.run()' if it is lazy
  later().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'run' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: keep the result, that of '.run()' if it is lazy
  executor.post(ping);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'concurrencpp::executor::post' drops the task that 'ping' returns: nobody learns when it completes or that it failed [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: a callback that returns void starts the task itself: keep the result, that of '.run()' if it is lazy
  executor.post([] {});
}

result<int> twice(result<int> pending, lazy_result<int> lazy) {
  int n = co_await pending + co_await lazy;
  n += co_await pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'pending' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
  co_return n + co_await lazy;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lazy' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-6]]:30: note: it is awaited here first
}

result<int> offloaded(concurrencpp::executor &executor) {
  co_return co_await executor.submit([] { return count().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return co_await count();
}

// What keeps a lambda longer than the scope whose variable it has captured.
void continuations(concurrencpp::executor &executor) {
  int n = 0;
  executor.post([&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
}
