// RUN: %prove %s --config-option async-void-coroutine.WarnOnAllDetached=true
#include "acme/task.h"

acme::task<> work();

acme::fire_and_forget never_called() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'never_called' returns the detached type 'acme::fire_and_forget': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> never_called() { co_await work(); }
// CHECK-FIX-NOTES: acme::task<> never_called() { co_await work(); }
acme::fire_and_forget called_by_plain() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'called_by_plain' returns the detached type 'acme::fire_and_forget': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+3]]:16: note: this call cannot await it, and would no longer start it
// CHECK-MESSAGES: :[[@LINE-3]]:23: note: return a task once every caller awaits or starts it
// CHECK-FIX-NOTES: acme::task<> called_by_plain() { co_await work(); }
void plain() { called_by_plain(); }
