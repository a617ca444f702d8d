// RUN: %prove %s --config-option async.DetachedTypes=acme::tracked
#include "acme/task.h"

namespace acme {
// It can be asked for its state, so structure does not call it detached.
struct tracked {
  struct promise_type {
    tracked get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool running() const;
};
} // namespace acme

acme::task<> work();
acme::tracked notify() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'notify' returns the detached type 'acme::tracked': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+3]]:3: note: this coroutine calls it and could await it
// CHECK-FIXES: acme::task<> notify() { co_await work(); }
acme::task<> caller() {
  notify();
  // CHECK-FIXES: co_await notify();
  co_await work();
}
