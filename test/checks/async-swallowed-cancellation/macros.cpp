// RUN: %prove %s
#include "cppcoro/task.h"

#define OTHERWISE catch (...)
#define GUARDED(task) try { co_await task; } catch (...) {}
#define AWAIT(task) co_await task

extern cppcoro::cancellation_token stop;
cppcoro::task<> work(cppcoro::cancellation_token token);

// What a macro catches, it knows how to report: the assertions of tests do so.
cppcoro::task<> handler_by_macro() {
  try {
    co_await work(stop);
  } OTHERWISE {
  }
}
cppcoro::task<> all_by_macro() { GUARDED(work(stop)) }
cppcoro::task<> await_by_macro() {
  try {
    AWAIT(work(stop));
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-19]]:21: note: expanded from macro 'AWAIT'
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}
