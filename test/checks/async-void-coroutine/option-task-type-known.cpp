// RUN: %prove %s --config-option async.TaskType=acme::task --config-option async.TaskHeader=acme/task.h
#include "acme/task.h"
#include "acme/void.h"

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

void configured() { co_await tick(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'configured' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<void> configured() { co_await tick(); }
acme::task<> caller() {
  configured();
  // CHECK-FIXES: co_await configured();
  co_await tick();
}
