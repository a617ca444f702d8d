// RUN: %prove %s
// What waits is a member of a base of the task.
#include "acme/based.h"
#include <memory>
#include <utility>

template <typename T> struct result_base {
  T get();
  void wait();
  bool is_ready() const;
};
template <typename T> using result = acme::based<T, result_base>;
struct plain : result_base<int> {};

result<int> number();
plain settings();

result<int> waits(result<int> *p, std::unique_ptr<result<int>> owned) {
  int a = number().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await number();
  result<int> task = number();
  a += task.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: a += co_await task;
  a += p->get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: a += co_await *p;
  a += owned->get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: a += co_await *owned;
  co_return a;
}

result<int> is_complete() {
  result<int> task = number();
  co_await task;
  result<int> other = number();
  if (!other.is_ready())
    co_return task.get();
  co_return task.get() + other.get();
}

result<int> is_no_task() { co_return settings().get(); }
