// RUN: %prove %s --config-option async.TaskType=acme::task --config-option async.TaskHeader=acme/task.h
// RUN: %prove %s --config-option 'async.TaskType=acme::task<void>' --config-option async.TaskHeader=acme/task.h
// CHECK-FIXES: #include "acme/task.h"
#include "acme/void.h"
#include <coroutine>

void nothing_to_go_by();
// CHECK-FIXES: acme::task<void> nothing_to_go_by();
void nothing_to_go_by() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'nothing_to_go_by' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<void> nothing_to_go_by() { co_return; }
