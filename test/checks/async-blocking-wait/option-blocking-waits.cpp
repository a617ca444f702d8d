// RUN: %prove %s --config-option async.BlockingWaits='acme::run_to_end;^drain_;finish'
#include "acme/task.h"

namespace acme {
template <typename T> T run_to_end(task<T> t);
template <typename T> T drain_now(task<T> t);
struct channel {
  void finish();
};
} // namespace acme
template <typename T> T run_to_end(acme::task<T> t);

acme::task<int> number();

acme::task<int> configured(acme::channel c) {
  int a = acme::run_to_end(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_to_end' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await number();
  int b = acme::drain_now(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'drain_now' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int b = co_await number();
  c.finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'finish' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'acme::channel' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  // Another namespace.
  int d = ::run_to_end(number());
  co_return co_await number();
}
