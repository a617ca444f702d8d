// RUN: %prove %s
#include "acme/task.h"

acme::task<int> number();

// A customisation point is an object.
struct wait_fn {
  template <typename T> T operator()(acme::task<T> t) const;
};
inline constexpr wait_fn blocking_wait{};
struct {
  int operator()(acme::task<int>) const;
} consume;

acme::task<int> objects() {
  int a = blocking_wait(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blocking_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await number();
  int b = consume(number());
  co_return a;
}
