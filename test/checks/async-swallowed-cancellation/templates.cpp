// RUN: %prove %s
#include "cppcoro/task.h"

extern cppcoro::cancellation_token stop;
cppcoro::task<> work(cppcoro::cancellation_token token);
template <typename T> cppcoro::task<T> load(cppcoro::cancellation_token token);

// The pattern tells enough.
template <typename T> cppcoro::task<> never_made(T) {
  try {
    co_await work(stop);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}

template <typename T> cppcoro::task<> made_twice(T) {
  try {
    co_await load<T>(stop);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}

// What is caught depends on the argument.
template <typename E> cppcoro::task<> own_handler() {
  try {
    co_await work(stop);
  } catch (const E &) {
  }
}

template <typename T> struct service {
  cppcoro::task<> run();
};
template <typename T> cppcoro::task<> service<T>::run() {
  try {
    co_await load<T>(stop);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}

cppcoro::task<> user() {
  co_await made_twice(1);
  co_await made_twice(2.0);
  co_await own_handler<cppcoro::operation_cancelled>();
  co_await service<int>().run();
}
