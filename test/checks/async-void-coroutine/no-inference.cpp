// RUN: %prove %s
#include "acme/void.h"

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

void nothing_to_go_by() { co_await tick(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'nothing_to_go_by' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:6: note: no task type to return instead can be inferred here; set the option 'async.TaskType'
