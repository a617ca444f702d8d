// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <future>

acme::task<> work();

acme::task<int> futures(std::future<int> f, std::shared_future<int> s,
                        std::future<void> done) {
  using namespace std::chrono_literals;
  int a = f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  s.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'std::shared_future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  done.wait_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  done.wait_until(std::chrono::steady_clock::now());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_until' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  int b = std::async([] { return 1; }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  co_return s.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: 'std::shared_future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
}
