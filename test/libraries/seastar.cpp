// RUN: %prove %s
#include "seastar/core.h"
#include <thread>
#include <vector>

using seastar::future;

future<> ping();
future<int> count();
future<int> load();
future<int> load(seastar::abort_source &source);

future<int> work() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await seastar::sleep(std::chrono::seconds(1));
  // CHECK-FIX-NOTES: co_await seastar::sleep(std::chrono::seconds(1));
  int n = count().get() + count().get0();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: warning: 'get0' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count() + co_await count();
  // CHECK-FIX-NOTES: int n = co_await count() + co_await count();
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await ping();
  // CHECK-FIX-NOTES: co_await ping();
  (void)ping();
  co_return n + co_await count();
}

future<int> forwarded(seastar::abort_source &source) {
  co_return 1 + co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'load' does not get the cancellation token 'source': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-23]]:41: note: this parameter takes the token
  // CHECK-FIXES: co_return 1 + co_await load(source);
  // CHECK-FIX-NOTES: co_return 1 + co_await load(source);
}
future<int> cancelled(seastar::abort_source &source) {
  try {
    co_return co_await load(source);
  } catch (const std::exception &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'seastar::abort_requested_exception' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const seastar::abort_requested_exception &) { throw; } catch (const seastar::sleep_aborted &) { throw; } catch (const std::exception &) {
    co_return 0;
  }
}

future<> each(std::vector<int> &items) {
  co_await seastar::coroutine::parallel_for_each(items, []() -> future<> { co_await ping(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await seastar::max_concurrent_for_each(items, 16, []() -> future<> { co_await ping(); });
}

void ordinary() { ping(); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'ping' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: this function is not a coroutine and cannot await it: discard it on purpose with '(void)' and hold a gate

future<> each_by_function(std::vector<int> &items) {
  co_await seastar::parallel_for_each(items, []() -> future<> { co_await ping(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await seastar::max_concurrent_for_each(items, 16, []() -> future<> { co_await ping(); });
}

future<int> offloaded() {
  co_return 1 + co_await seastar::async([] { return count().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return 1 + co_await count();
  // CHECK-FIX-NOTES: co_return 1 + co_await count();
}

future<> continues(int n) {
  co_await ping().then([n]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:24: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await ping().then_wrapped([n](future<>) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:32: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await ping().finally([n]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:27: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await ping().handle_exception([n](std::exception_ptr) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:36: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await ping().then(seastar::coroutine::lambda([n]() -> future<> {
    co_await ping();
    int own = n;
  }));
  co_await ping().then([n] { return ping(); });
}
future<> locks(seastar::semaphore &units, seastar::shared_mutex &mutex, int n) {
  co_await seastar::with_semaphore(units, 1, [n]() -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:46: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await seastar::with_shared(mutex, [n]() -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:40: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await seastar::with_lock(mutex, [n]() -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:38: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  co_await seastar::with_lock(mutex, seastar::coroutine::lambda([n]() -> future<> {
    co_await ping();
    int own = n;
  }));
}

thread_local int depth = 0;

// The coroutine stays on its thread.
future<> on_one_thread() {
  ++depth;
  co_await ping();
  --depth;
}

// What keeps a lambda longer than the scope whose variable it has captured.
seastar::future<> continuations(seastar::future<> before) {
  int n = 0;
  return before.then([&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'n' is gone when this lambda is called: what is returned goes on without this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: it is used here
}
