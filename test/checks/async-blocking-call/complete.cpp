// RUN: %prove %s
// Whoever was told that the result is there only reads it, whatever the function could do.
#include "acme/task.h"
#include <condition_variable>
#include <mutex>

acme::task<> work();

struct operation {
  bool await_ready() { return done; }
  void await_suspend(std::coroutine_handle<>);
  int await_resume() {
    std::unique_lock lock(mutex);
    while (!done)
      changed.wait(lock);
    return value;
  }
  int collect() { return await_resume(); }
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  int value = 0;
};

acme::task<int> by_hand(operation &op) {
  if (op.await_ready())
    co_return op.await_resume();
  co_return co_await op;
}
acme::task<int> members(operation &op) {
  co_await op;
  co_return op.collect();
}
static int ready_value(operation &op) { return op.await_ready() ? op.await_resume() : 0; }
acme::task<int> through(operation &op) {
  co_await work();
  co_return ready_value(op);
}
acme::task<int> asked_in_a_closure(operation &op) {
  auto ready = [&] { return op.await_ready(); };
  co_return ready() ? op.collect() : 0;
}

acme::task<int> unasked(operation &op, operation &other) {
  int sum = op.await_resume();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'await_resume' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-32]]:7: note: 'wait' blocks here
  if (other.await_ready())
    sum += op.collect();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collect' blocks the thread that runs this coroutine [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-33]]:26: note: 'collect' calls 'await_resume' here
    // CHECK-MESSAGES: :[[@LINE-37]]:7: note: 'wait' blocks here
  co_await work();
  co_return sum;
}
static int blind_value(operation &op) { return op.await_resume(); }
acme::task<int> through_blind(operation &op) {
  co_await work();
  co_return blind_value(op);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'blind_value' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:48: note: 'blind_value' calls 'await_resume' here
  // CHECK-MESSAGES: :[[@LINE-47]]:7: note: 'wait' blocks here
}
