// RUN: %prove %s
#include "mock.h"
#include <string>
#include <utility>

template <typename T> struct job : mock::awaiter<T> {
  using promise_type = mock::eager<job, T>;
  ~job();
};
job<void> step();
job<void> keep(std::string text);
job<int> length(const std::string &text);
void log(const std::string &text);
void prepare();

// What a handler uses, it uses behind the suspension that threw.

void tells(std::string name) {
  (void)[name]() -> job<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+5]]:11: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: parameters are copied into the frame of the coroutine: pass it what it captures
    try {
      co_await step();
    } catch (...) {
      log(name);
    }
  }();
}

struct session {
  std::string name;
  void tells_own() {
    (void)[this]() -> job<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+7]]:11: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: parameters are copied into the frame of the coroutine: pass it what it captures
      try {
        co_await step();
        co_return;
      } catch (...) {
      }
      log(name);
    }();
  }
};

// It is in use while the task that it is lent to runs.

void lends(std::string name) {
  (void)[name]() -> job<void> { co_await length(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:49: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: parameters are copied into the frame of the coroutine: pass it what it captures
}

// It is not used any more when the closure is gone.

void tells_early(std::string name) {
  (void)[name]() -> job<void> {
    try {
      log(name);
      prepare();
      co_await step();
    } catch (const int &) {
    }
  }();
}

void tells_what_threw_at_once(std::string name) {
  (void)[name]() -> job<void> {
    try {
      prepare();
    } catch (...) {
      log(name);
    }
    co_await step();
  }();
}

void copies(std::string name) {
  (void)[name]() -> job<void> { co_await keep(name); }();
}
