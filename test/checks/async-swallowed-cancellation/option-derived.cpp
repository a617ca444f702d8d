// RUN: %prove %s --config-option 'async.CancellationExceptions=acme::cancelled;acme::net::stopped;^aborted_'
#include "acme/task.h"

namespace acme {
struct cancelled {};
namespace net {
struct stopped : cancelled {};
} // namespace net
} // namespace acme
struct aborted_by_user {};

acme::task<> work();

// One handler lets all of them pass.
acme::task<> several() {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'acme::cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const acme::cancelled &) { throw; } catch (const aborted_by_user &) { throw; } catch (...) {
  }
}

acme::task<> some_left() {
  try {
    co_await work();
  } catch (const acme::net::stopped &) {
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'acme::cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const acme::cancelled &) { throw; } catch (const aborted_by_user &) { throw; } catch (...) {
  }
}

// Here the name means something else.
namespace app {
namespace acme {}
::acme::task<> other_name() {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'acme::cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  }
}
} // namespace app

acme::task<> all_handled() {
  try {
    co_await work();
  } catch (const acme::cancelled &) {
  } catch (const aborted_by_user &) {
  } catch (...) {
  }
}
