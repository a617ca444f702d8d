// RUN: %prove %s --config-option 'async.CancellationExceptions=acme::cancelled;^aborted_;acme::net::stopped;hidden'
#include "acme/task.h"

namespace acme {
struct cancelled {};
namespace net {
struct stopped : cancelled {};
} // namespace net
class scope {
  struct hidden {};
};
} // namespace acme

acme::task<> work();

// Three types in one handler; one covers another, and one has no name here.
acme::task<> listed() {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'acme::cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  }
}

namespace without_the_hidden_one {
acme::task<> own_handlers() {
  try {
    co_await work();
  } catch (const acme::cancelled &) {
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'acme::scope::hidden' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the cancellation is thrown here
  }
}
} // namespace without_the_hidden_one
