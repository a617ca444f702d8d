// RUN: %prove %s
#include "kj/async.h"
#include <vector>

kj::Promise<int> count();
kj::Promise<void> ping();

kj::Promise<int> work(kj::WaitScope &scope) {
  int n = count().wait(scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  // CHECK-FIX-NOTES: int n = co_await count();
  // To drop a promise is to cancel it, which the type does not let anybody do unawares.
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await ping();
  // CHECK-FIX-NOTES: co_await ping();
  (void)ping();
  kj::Promise<int> cancelled = count();
  co_return n + co_await count();
}

void ordinary() {
  auto handler = kj::coCapture([]() -> kj::Promise<void> { co_await ping(); });
  ping().detach([](std::exception_ptr) {});
}

kj::Promise<int> twice(kj::Promise<int> pending) {
  int n = co_await pending;
  co_return n + co_await pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'pending' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
}

kj::Promise<void> each(std::vector<int> items, kj::TaskSet &tasks) {
  for (int item : items)
    tasks.add(ping());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await ping();
}

kj::Promise<void> continues(int n) {
  co_await ping().then([n]() -> kj::Promise<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:24: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await ping().then(kj::coCapture([n]() -> kj::Promise<void> {
    co_await ping();
    int own = n;
  }));
}

thread_local int depth = 0;

kj::Promise<void> locked(kj::MutexGuarded<std::vector<int>> &items) {
  auto all = items.lockExclusive();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'all' keeps a mutex locked while the coroutine is suspended: whoever wants it meanwhile blocks the thread that has to resume the coroutine [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  // The coroutine stays on its thread.
  ++depth;
  co_await ping();
  --depth;
  all->clear();
}

void log(int);
kj::Promise<void> flush(int items) {
  log(items);
  if (items == 0)
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'flush' returns a task with no coroutine behind it: nobody can await it [async-null-task]
    // CHECK-FIXES: co_return;
    // CHECK-FIX-NOTES: co_return;
  return ping();
  // CHECK-FIXES: co_return co_await ping();
  // CHECK-FIX-NOTES: co_return co_await ping();
}
kj::Promise<void> flush_all(const std::vector<int> &items) {
  if (items.empty())
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'flush_all' returns a task with no coroutine behind it: nobody can await it [async-null-task]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: to return one that is complete, write 'kj::READY_NOW'
    // CHECK-FIX-NOTES: return kj::READY_NOW;
  return ping();
}
kj::Promise<int> first(int items) {
  if (items == 0)
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'first' returns a task with no coroutine behind it: nobody can await it [async-null-task]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: to return one that is complete, write 'kj::Promise<int>(...)'
  return count();
}

// What keeps a lambda longer than the scope whose variable it has captured.
kj::Promise<void> continuations(kj::Promise<void> before) {
  int n = 0;
  return before.then([&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'n' is gone when this lambda is called: what is returned goes on without this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: it is used here
}
