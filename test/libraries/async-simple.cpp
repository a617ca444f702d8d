// RUN: %prove %s
#include "async_simple/coro.h"
#include <chrono>
#include <thread>
#include <vector>

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

Lazy<int> fetch(int item);

Lazy<int> twice(Lazy<int> pending) {
  int n = co_await pending;
  co_return n + co_await pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'pending' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
}
int twice(async_simple::Future<int> pending) {
  int n = pending.get();
  return n + pending.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'pending' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
}

Lazy<> each(std::vector<int> items, async_simple::Executor *executor) {
  std::vector<Lazy<int>> tasks;
  for (int item : items)
    tasks.push_back(fetch(item));
  co_await async_simple::coro::collectAll(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAll' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await async_simple::coro::collectAllWindowed(16, false, std::move(tasks));
  std::vector<Lazy<int>> others;
  for (int item : items)
    others.push_back(fetch(item));
  co_await async_simple::coro::collectAllPara(std::move(others));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllPara' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await async_simple::coro::collectAllWindowedPara(16, false, std::move(others));
  for (int item : items)
    fetch(item).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int item : items)
    fetch(item).directlyStart([](auto &&) {}, executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'directlyStart' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
}
