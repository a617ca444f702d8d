// RUN: %prove %s
#include "folly/coro.h"
#include <thread>

using folly::coro::Task;

Task<> ping();
Task<int> count(folly::CancellationToken token = {});
folly::Future<int> future();

Task<int> work(folly::Executor *executor, folly::Baton &posted, folly::coro::Baton &ready) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await folly::coro::sleep(std::chrono::seconds(1));
  // CHECK-FIX-NOTES: co_await folly::coro::sleep(std::chrono::seconds(1));
  int n = folly::coro::blockingWait(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blockingWait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  // CHECK-FIX-NOTES: int n = co_await count();
  n += folly::coro::blocking_wait(mock::conditional<int>());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'blocking_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  n += future().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  n += future().getVia(executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'getVia' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  posted.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  posted.post();
  co_await ready;
  co_return n + co_await future();
}

Task<int> cancelled(folly::CancellationToken token) {
  try {
    co_return co_await count();
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'count' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
    // CHECK-MESSAGES: :[[@LINE-29]]:42: note: this parameter takes the token
    // CHECK-FIXES: co_return co_await count(token);
    // CHECK-FIX-NOTES: co_return co_await count(token);
  } catch (const std::exception &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-7]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (const std::exception &) {
    co_return 0;
  }
}

Task<> kept() {
  co_await folly::coro::co_invoke([]() -> Task<> { co_await ping(); });
}

Task<> locked(folly::coro::Mutex &mutex, folly::coro::Mutex &other) {
  auto forgotten = other.co_scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'forgotten' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto forgotten = co_await other.co_scoped_lock();
  // CHECK-FIX-NOTES: auto forgotten = co_await other.co_scoped_lock();
  auto guard = co_await mutex.co_scoped_lock();
  co_await ping();
}

void ordinary() { ping(); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: this function is not a coroutine and cannot await it: start it with 'folly::coro::co_withExecutor(executor, task).start()'
