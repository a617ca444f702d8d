// RUN: %prove %s
#include "cppcoro/task.h"

extern cppcoro::cancellation_token stop;
cppcoro::task<> work(cppcoro::cancellation_token token);

cppcoro::task<> user() {
  auto closure = []() -> cppcoro::task<> {
    try {
      co_await work(stop);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  };
  auto generic = [](auto) -> cppcoro::task<> {
    try {
      co_await work(stop);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  };
  try {
    co_await closure();
    co_await generic(1);
  } catch (const cppcoro::operation_cancelled &) {
  } catch (...) {
  }
}
