// RUN: %prove %s
#include "acme/void.h"
#include <coroutine>

struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
job work();

// An eager task runs on for plain callers as it did before.
void started() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'started' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+2]]:16: note: this call cannot await it, and would discard the task
// CHECK-FIXES: job started() { co_await work(); }
void plain() { started(); }
job coroutine() {
  started();
  // CHECK-FIXES: co_await started();
  co_await work();
}
