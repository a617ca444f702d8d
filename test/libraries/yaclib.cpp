// RUN: %prove %s
#include "yaclib/coro.h"

yaclib::Task<int> count();
yaclib::Future<int> started();

yaclib::Future<int> work(yaclib::Future<int> pending) {
  // The result stays in the future, and there may be several.
  yaclib::Wait(pending);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  yaclib::Future<int> other = started();
  yaclib::Wait(pending, other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  count().Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  co_await yaclib::Await(pending);
  co_return co_await count();
}

yaclib::Future<int> offloaded(yaclib::IExecutor &executor) {
  co_await yaclib::Run(executor, [] { return count().Get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Run' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await count();
  co_return co_await count();
}
