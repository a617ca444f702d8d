// RUN: %prove %s --config-option 'async.ReportInTests=true'
#include "folly/coro.h"
#include "testing/frameworks.h"

folly::coro::Task<> work();
static folly::coro::Task<> helper() {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (...) {
  }
}
CO_TEST(Client, waits) { co_await helper(); }
CO_TEST(Client, reconnects) {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (...) {
  }
}
