// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();

// A plain caller would no longer start a lazy task: the fix waits on a note.
void started() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'started' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+3]]:16: note: this call cannot await it, and would no longer start it
// CHECK-MESSAGES: :[[@LINE-3]]:6: note: return a task once every caller awaits or starts it
// CHECK-FIX-NOTES: acme::task<> started() { co_await work(); }
void plain() { started(); }

// `return` of the call would no longer compile.
void returned() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'returned' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+1]]:25: note: this call cannot await it, and would no longer start it
void returns() { return returned(); }

// In a handler, nobody can await.
void handled() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'handled' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+7]]:5: note: this call cannot await it, and would no longer start it
// CHECK-MESSAGES: :[[@LINE-3]]:6: note: return a task once every caller awaits or starts it
// CHECK-FIX-NOTES: acme::task<> handled() { co_await work(); }
acme::task<> handler() {
  try {
    co_await work();
  } catch (...) {
    handled();
  }
}

// Nor in a plain lambda.
void in_lambda() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'in_lambda' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+4]]:21: note: this call cannot await it, and would no longer start it
// CHECK-MESSAGES: :[[@LINE-3]]:6: note: return a task once every caller awaits or starts it
// CHECK-FIX-NOTES: acme::task<> in_lambda() { co_await work(); }
acme::task<> lambda() {
  auto plain = [] { in_lambda(); };
  plain();
  co_await work();
}

// Nor where a macro wrote the call.
#define CALL(f) f()
void in_macro() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'in_macro' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+4]]:8: note: this call cannot await it, and would no longer start it
// CHECK-MESSAGES: :[[@LINE-3]]:6: note: return a task once every caller awaits or starts it
// CHECK-FIX-NOTES: acme::task<> in_macro() { co_await work(); }
acme::task<> macro() {
  CALL(in_macro);
  co_await work();
}

// Discarded on purpose or before a comma is still a statement.
void purpose() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'purpose' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> purpose() { co_await work(); }
// CHECK-FIX-NOTES: acme::task<> purpose() { co_await work(); }
acme::task<> discards() {
  purpose(), purpose();
  // CHECK-FIXES: co_await purpose(), co_await purpose();
  // CHECK-FIX-NOTES: co_await purpose(), co_await purpose();
  co_await work();
}

// Nobody in sight calls it.
void unseen() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'unseen' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> unseen() { co_await work(); }
// CHECK-FIX-NOTES: acme::task<> unseen() { co_await work(); }
