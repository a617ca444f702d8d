// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

// Scopes that are closed here show how the file writes a task of nothing.
namespace shop {
using acme::task;
struct basket {
  task<> clear();
  task<> fill();
};
task<int> price();
void order() { co_await price(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'order' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: task<> order() { co_await price(); }
struct shelf {
  void sort() { co_await price(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'sort' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: task<> sort() { co_await price(); }
};
} // namespace shop
void outside() { co_await shop::price(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'outside' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> outside() { co_await shop::price(); }
