// RUN: %prove %s --config-option async-void-callback.SpawnWrapper=acme::spawning
#include "acme/task.h"
#include <functional>
#include <thread>
#include <utility>

acme::task<> work();
acme::task<> close_all(int);
void on_click(std::function<void()> callback);

// The wrapper is not declared yet.
void too_early() { on_click(work); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:29: note: a callback that returns void starts the task itself: hand it to what runs tasks here

namespace acme {
template <typename F> auto spawning(F f) {
  return [f](auto... arguments) { spawn(f(arguments...)); };
}
} // namespace acme

struct session {
  acme::task<> close();
  void connect() {
    on_click([this]() -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
    // CHECK-FIXES: on_click(acme::spawning([this]() -> acme::task<> {
      co_await close();
    });
    // CHECK-FIXES: }));
    on_click(std::bind(&session::close, this));
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'std::function' drops the task that 'close' returns: it is lazy, so the coroutine never runs [async-void-callback]
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  }
};

void wrapped() {
  on_click(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: on_click(acme::spawning(work));
  on_click(&work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: on_click(acme::spawning(&work));
  on_click(/*callback=*/work /*once*/);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: on_click(/*callback=*/acme::spawning(work) /*once*/);
  auto local = [] { return work(); };
  on_click(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'local' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: on_click(acme::spawning(local));
  on_click(std::move(local));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::function' drops the task that 'local' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: on_click(acme::spawning(std::move(local)));
  on_click(std::ref(local));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::function' drops the task that 'local' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<void()> bound = std::bind(close_all, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'std::function' drops the task that 'close_all' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: std::function<void()> bound = std::bind(acme::spawning(close_all), 1);
  std::thread thread(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::thread' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-FIXES: std::thread thread(acme::spawning(work));
  thread.join();
}

void accepted() {
  on_click(acme::spawning(work));
}
