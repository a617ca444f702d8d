// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <thread>

acme::task<> work();
void on_click(std::function<void()> callback);

struct window {
  acme::task<> draw();
  int id = 0;
  void show() {
    on_click([this]() -> acme::task<> { co_await draw(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
    on_click([id = id]() -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
      co_await work();
    });
  }
};

// A lambda in a lambda, in a coroutine lambda, and as default of a capture.
void nested() {
  auto outer = [] {
    on_click([]() -> acme::task<> { co_await work(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  };
  outer();
  auto coroutine = []() -> acme::task<> {
    on_click(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
    co_await work();
  };
  acme::spawn(coroutine());
  auto capture = [callback = std::function<void()>(work)] {};
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:52: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  capture();
}

// Called at once, the result is not the callback's.
void called() {
  on_click([] { return [] {}; }());
  on_click([] { return work; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that this callable returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}
