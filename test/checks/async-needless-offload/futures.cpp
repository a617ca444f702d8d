// RUN: %prove %s
#include "acme/task.h"
#include <future>
#include <utility>

acme::task<> work();
acme::task<int> number(int n = 0);

acme::task<int> waiting(int n) {
  std::async(std::launch::async, [&] { return number(n).get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await number(n);
  int a = std::async([&] { return number(n).get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: int a = co_await number(n);
  std::async([] { sync_wait(work()); }).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_await work();
  acme::task<int> given = number();
  int b = std::async([&] { return sync_wait(std::move(given)); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: int b = co_await std::move(given);
  acme::task<int> other = number();
  int c = std::async([&] { return other.get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: int c = co_await other;
  co_return a + b + c + std::async([] { return number().get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return a + b + c + co_await number();
}

// The coroutine does not wait at once: what it would await later is its own affair.
acme::task<int> kept() {
  auto pending = std::async([] { return number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  std::async(std::launch::async, [] { sync_wait(work()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_return pending.get() + co_await number();
}

// A call of the coroutine makes the task, on whatever thread.
acme::task<int> tasks(int n) {
  int a = co_await std::async([&] { return number(n); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: what 'async' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: int a = co_await number(n);
  co_return a;
}

// A handler cannot await, and what the call is given besides is not known.
struct service {
  acme::task<> run();
};
acme::task<> without_fix(service &s) {
  try {
    co_await work();
  } catch (...) {
    std::async([] { sync_wait(work()); }).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  }
  co_await std::async(&service::run, &s).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what 'async' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  co_await std::async(number, 3).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: what 'async' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
}
