// REQUIRES: llvm-19
// RUN: %prove %s -- -std=c++23
#include "acme/task.h"
#include <memory>
#include <string>

acme::task<> step();
void use(int);

struct session {
  int state = 0;
  void started() {
    acme::spawn([this]() -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: a capture is used here
    // CHECK-FIXES: acme::spawn([this](this auto) -> acme::task<> {
      co_await step();
      state = 1;
    }());
  }
  void forgotten(int n) {
    [this, n](int m) -> acme::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: a capture is used here
    // CHECK-FIXES: [this, n](this auto, int m) -> acme::fire_and_forget {
      co_await step();
      state = n + m;
    }(1);
  }
};
acme::task<int> kept(std::string name) {
  auto task = [name]() -> acme::task<int> { co_return int(name.size()); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:59: note: a capture is used here
  // CHECK-FIXES: auto task = [name](this auto) -> acme::task<int> { co_return int(name.size()); }();
  co_return co_await task;
}
acme::task<int> local_returned(int n) {
  auto make = [n]() -> acme::task<int> { co_return n; };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:10: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE-3]]:52: note: a capture is used here
  // CHECK-FIXES: auto make = [n](this auto) -> acme::task<int> { co_return n; };
  return make();
}
// The copy would refer to the same things, or cannot be made.

acme::task<int> moved(std::unique_ptr<int> n) {
  auto task = [n = std::move(n)]() -> acme::task<int> { co_return *n; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:68: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}
acme::task<int> by_reference(int n) {
  auto task = [&n]() -> acme::task<int> { co_return n; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:53: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}
acme::task<int> move_only(std::unique_ptr<int> n) {
  auto make = [n = std::move(n)]() -> acme::task<int> { co_return *n; };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:10: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE-3]]:68: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  return make();
}
acme::task<int> changed(int n) {
  auto task = [n]() mutable -> acme::task<int> { co_return ++n; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:62: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}

// The frame has the closure, or a reference to it.

acme::task<int> in_frame(int n) {
  auto task = [n](this auto) -> acme::task<int> { co_return n; }();
  co_return co_await task;
}
acme::task<int> in_frame_named(int n) {
  auto task = [n](this auto self) -> acme::task<int> { co_return n; }();
  co_return co_await task;
}
acme::task<int> referred(int n) {
  auto task = [n](this auto &&) -> acme::task<int> { co_return n; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:64: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}
acme::task<int> referred_local(int n) {
  auto make = [n](this auto &) -> acme::task<int> { co_return n; };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:10: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE-3]]:63: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  return make();
}
