// RUN: %prove %s
// Objects that are made of the task of a closure, which is gone when they are used.
#include "mock.h"
#include <utility>

template <typename T = void> struct job : mock::awaiter<T> {
  using promise_type = mock::eager<job, T>;
  job(job &&);
  template <typename F> void then(F &&done) {}
  T get();
};
job<> step();
struct for_scripts {
  template <typename T> for_scripts(job<T> &&work) { work.then([](T) {}); }
};
struct waits {
  int value;
  explicit waits(job<int> work) : value(work.get()) {}
};
struct waits_in_body {
  int value;
  explicit waits_in_body(job<int> work) { value = work.get(); }
};
struct unseen {
  unseen(job<int> &&work);
};

struct backend {
  int state = 0;
  for_scripts returns() {
    return for_scripts([this]() -> job<int> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:17: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:24: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      co_return state;
    }());
  }
  void keeps() {
    for_scripts kept = [this]() -> job<int> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:17: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:24: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      co_return state;
    }();
  }
  waits asks() {
    return waits([this]() -> job<int> {
      co_await step();
      co_return state;
    }());
  }
  waits_in_body asks_in_body() {
    return waits_in_body([this]() -> job<int> {
      co_await step();
      co_return state;
    }());
  }
  unseen hopes() {
    return unseen([this]() -> job<int> {
      co_await step();
      co_return state;
    }());
  }
  for_scripts calls() { return for_scripts(load()); }
  job<int> load() {
    co_await step();
    co_return state;
  }
};
