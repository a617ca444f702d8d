// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

#define HANDLER(name) void name()
#define RESULT void
#define AWAIT(task) co_await task

acme::task<> work();

HANDLER(one) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:9: warning: coroutine 'one' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
RESULT two() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'two' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
void three() { AWAIT(work()); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'three' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> three() { AWAIT(work()); }
