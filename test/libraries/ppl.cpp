// RUN: %prove %s
#include "acme/task.h"
#include "pplx/pplawait.h"

concurrency::task<int> load(concurrency::cancellation_token token);
concurrency::task<int> load();

concurrency::task<int> work(concurrency::task<int> pending) {
  pending.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  int n = pending.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await pending;
  // CHECK-FIX-NOTES: int n = co_await pending;
  co_return n + co_await load();
}

concurrency::task<int> forwarded(concurrency::cancellation_token token) {
  co_return 1 + co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'load' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-16]]:61: note: this parameter takes the token
  // CHECK-FIXES: co_return 1 + co_await load(token);
  // CHECK-FIX-NOTES: co_return 1 + co_await load(token);
}
concurrency::task<int> cancelled(concurrency::cancellation_token token) {
  try {
    co_return co_await load(token);
  } catch (const std::exception &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'Concurrency::task_canceled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const Concurrency::task_canceled &) { throw; } catch (const std::exception &) {
    co_return 0;
  }
}

acme::task<> ping();
acme::task<> unrelated() {
  try {
    co_await ping();
  } catch (...) {
  }
}

concurrency::task<int> offloaded() {
  co_return 1 + co_await concurrency::create_task([] { return load().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'create_task' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return 1 + co_await load();
  // CHECK-FIX-NOTES: co_return 1 + co_await load();
}

concurrency::task<int> load_some(int id) {
  if (id == 0)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'load_some' returns a task with no coroutine behind it: nobody can await it [async-null-task]
  return load();
}

// Elsewhere the library lives in another namespace.
namespace pplx {
template <typename F> auto create_task(F work) { return concurrency::create_task(work); }
} // namespace pplx
concurrency::task<int> elsewhere() {
  co_return 1 + co_await pplx::create_task([] { return load().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'create_task' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return 1 + co_await load();
  // CHECK-FIX-NOTES: co_return 1 + co_await load();
}
