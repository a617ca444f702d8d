// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

namespace other {
template <typename T> struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
job<int> count();
} // namespace other

namespace shop {
using acme::task;
using nothing = acme::task<void>;
task<int> price();
task<void> ship();
task<void> pack();
nothing rest();

// By what the body awaits, as the namespace spells it.
void order() { co_await price(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'order' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: task<void> order() { co_await price(); }

struct basket {
  nothing clear();
  nothing fill();
  // As the class spells it.
  void empty() { co_await pack(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'empty' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: nothing empty() { co_await pack(); }
};
} // namespace shop

// Spelled as the outer namespace can spell it.
namespace shop::online {
void pay() { co_await price(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'pay' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: task<void> pay() { co_await price(); }
} // namespace shop::online
// Outside, the spelling of the namespace does not do.
void outside() { co_await shop::price(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'outside' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<void> outside() { co_await shop::price(); }

// There is no sign that a job<void> exists.
void no_void_instance() { co_await other::count(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'no_void_instance' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:6: note: no task type to return instead can be inferred here; set the option 'async.TaskType'
