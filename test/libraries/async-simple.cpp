// RUN: %prove %s
#include "async_simple/coro.h"
#include <chrono>
#include <thread>

using async_simple::coro::Lazy;

Lazy<int> count();

Lazy<int> work(async_simple::Future<int> &future) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await async_simple::coro::sleep(std::chrono::seconds(1));
  // CHECK-FIX-NOTES: co_await async_simple::coro::sleep(std::chrono::seconds(1));
  int n = async_simple::coro::syncAwait(mock::conditional<int>());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'syncAwait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  n += future.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  co_return n + co_await count();
}

Lazy<int> cancelled() {
  try {
    co_return co_await count();
  } catch (const std::exception &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'async_simple::SignalException' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const async_simple::SignalException &) { throw; } catch (const std::exception &) {
    co_return 0;
  }
}

Lazy<> locked(async_simple::coro::Mutex &mutex, async_simple::coro::Mutex &other) {
  auto forgotten = other.coScopedLock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'forgotten' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto forgotten = co_await other.coScopedLock();
  // CHECK-FIX-NOTES: auto forgotten = co_await other.coScopedLock();
  auto guard = co_await mutex.coScopedLock();
  co_await count();
}

void ordinary() {
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'count' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: start it with '.start(callback)'
  count().start([](auto &&) {});
}
