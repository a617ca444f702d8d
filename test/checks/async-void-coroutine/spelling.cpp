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

// By an alias that the file has for the type.
namespace store {
template <typename T = void> using Job = acme::task<T>;
namespace inner {
Job<> open();
Job<> close();
} // namespace inner
void rest() { co_await inner::open(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'rest' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: Job<> rest() { co_await inner::open(); }
} // namespace store
