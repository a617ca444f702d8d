// RUN: %prove %s
#include "folly/coro.h"
#include <memory>
#include <thread>
#include <vector>

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

Task<int> offloaded(folly::Executor *executor) {
  co_return 1 + co_await folly::via(executor, [] { return blockingWait(count()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'via' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return 1 + co_await count();
  // CHECK-FIX-NOTES: co_return 1 + co_await count();
}

Task<> each(std::vector<int> items, folly::Executor *executor,
            folly::coro::AsyncScope &scope,
            folly::coro::CancellableAsyncScope &cancellable) {
  std::vector<Task<int>> tasks;
  for (int item : items)
    tasks.push_back(count());
  co_await folly::coro::collectAllRange(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await folly::coro::collectAllWindowed(std::move(tasks), 16);
  std::vector<Task<int>> others;
  for (int item : items)
    others.push_back(count());
  co_await folly::coro::collectAllTryRange(std::move(others));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllTryRange' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await folly::coro::collectAllTryWindowed(std::move(others), 16);
  std::vector<folly::SemiFuture<int>> started;
  for (int item : items)
    started.push_back(folly::coro::co_withExecutor(executor, count()).start());
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'start' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int item : items)
    scope.add(folly::coro::co_withExecutor(executor, ping()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int item : items)
    cancellable.add(folly::coro::co_withExecutor(executor, ping()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
}

Task<> locked(folly::Synchronized<std::vector<int>> &items) {
  auto all = items.wlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'all' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await ping();
  all->clear();
}

// The future of what is started is dropped, and nobody keeps the object.
struct server : std::enable_shared_from_this<server> {
  int sessions = 0;
  folly::coro::Task<> ended();
  folly::coro::Task<> serve() {
    co_await ended();
    --sessions;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the 'server' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+12]]:5: note: its task is let go of here: let what is started own the object
  }
  folly::coro::Task<> kept() {
    auto self = shared_from_this();
    co_await ended();
    --sessions;
  }
  folly::coro::Task<> awaited() {
    co_await ended();
    --sessions;
  }
  void start(folly::Executor *executor) {
    co_withExecutor(executor, serve()).start();
    co_withExecutor(executor, kept()).start();
  }
  folly::SemiFuture<void> start_awaited(folly::Executor *executor) {
    return co_withExecutor(executor, awaited()).start();
  }
};
