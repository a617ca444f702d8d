// RUN: %prove %s --config-option async-void-callback.SpawnWrapper=acme::spawning
#include "acme/task.h"
#include <functional>

namespace acme {
template <typename F> auto spawning(F f) {
  return [f] { spawn(f()); };
}
} // namespace acme

acme::task<> work();
void on_click(std::function<void()> callback);

#define WORK work
#define CLICK(f) on_click(f)
#define CLICK_WORK() on_click(work)

// Where a macro wrote the callable, it is reported and not edited.
void macros() {
  on_click(WORK);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-8]]:14: note: expanded from macro 'WORK'
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  // CHECK-MESSAGES: :[[@LINE-10]]:14: note: expanded from macro 'WORK'
  CLICK(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  CLICK_WORK();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-14]]:31: note: expanded from macro 'CLICK_WORK'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  // CHECK-MESSAGES: :[[@LINE-16]]:31: note: expanded from macro 'CLICK_WORK'
}
