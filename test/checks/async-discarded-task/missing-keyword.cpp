// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
acme::task<int> number();

// A function that must make a task and makes none is a coroutine whose last `co_await` was lost.
acme::task<> lost() { work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-FIXES: acme::task<> lost() { co_await work(); }

acme::task<> all_lost(bool first) {
  if (first)
    work();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  auto n = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'n' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
}

auto lambda = []() -> acme::task<> { work(); };
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-FIXES: auto lambda = []() -> acme::task<> { co_await work(); };

template <typename T> acme::task<> instance(T) { work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-FIXES: template <typename T> acme::task<> instance(T) { co_await work(); }
template acme::task<> instance(int);

// An ordinary function that returns a task, or nothing, cannot await.
acme::task<> ordinary() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  return work();
}
