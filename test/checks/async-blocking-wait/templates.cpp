// RUN: %prove %s
#include "acme/task.h"

acme::task<int> number();
struct future_like {
  int get();
};

// Known in the pattern, instantiated or not.
template <typename T> acme::task<T> pattern(T value) {
  int n = number().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await number();
  co_return value;
}
template <typename T> acme::task<T> instantiated(T value) {
  int n = acme::sync_wait(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await number();
  co_return value;
}

// Blocks in both instances.
template <typename T> acme::task<T> dependent(acme::task<T> t) { co_return t.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:76: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
// CHECK-FIXES: template <typename T> acme::task<T> dependent(acme::task<T> t) { co_return co_await t; }

// Blocks in one of two instances: no common fix.
template <typename T> acme::task<int> sometimes(T t) { co_return t.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]

template <typename T> struct service {
  acme::task<T> load();
  acme::task<T> run() { co_return load().get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: acme::task<T> run() { co_return co_await load(); }
};

acme::task<> user() {
  co_await instantiated(1);
  co_await instantiated(2.0);
  co_await dependent(number());
  co_await dependent(acme::task<long>());
  co_await sometimes(number());
  co_await sometimes(future_like());
  service<int> s;
  co_await s.run();
}
