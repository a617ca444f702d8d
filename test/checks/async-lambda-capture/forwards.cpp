// RUN: %prove %s
// The closure is handed through functions, the last of which calls it.
#include "acme/task.h"
#include "mock.h"
#include <functional>
#include <utility>

template <typename T> struct job : mock::awaiter<T> {
  using promise_type = mock::eager<job, T>;
  ~job();
  template <typename F> job finally(F &&work) { return std::move(*this); }
};
job<void> step();
void use(int);

struct gate {
  void enter();
  void leave();
};
template <typename F, typename... A> auto invoke(F &&work, A &&...given) {
  return std::forward<F>(work)(std::forward<A>(given)...);
}
template <typename F> auto with_gate(gate &entered, F &&work) {
  entered.enter();
  return invoke(std::forward<F>(work)).finally([&entered] { entered.leave(); });
}
template <typename F> auto with_number(gate &entered, F &&work) {
  return with_gate(entered, [&] { return std::invoke(std::forward<F>(work), 1); });
}
template <typename F> void spawn_with_gate(gate &entered, F &&work) {
  (void)with_gate(entered, std::forward<F>(work));
}
template <typename F> job<void> in_frame(gate &entered, F work) { co_await with_gate(entered, work); }

struct server {
  gate entered;
  int open = 0;

  void starts() {
    (void)with_gate(entered, [this]() -> job<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:30: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      --open;
    });
    spawn_with_gate(entered, [this]() -> job<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:30: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      --open;
    });
    (void)std::invoke([this](int n) -> job<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:23: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      open -= n;
    }, 1);
  }
  job<void> returns() {
    return with_gate(entered, [this]() -> job<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:31: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      --open;
    });
  }
  job<void> awaits() {
    co_await with_gate(entered, [this]() -> job<void> {
      co_await step();
      --open;
    });
    co_await in_frame(entered, [this]() -> job<void> {
      co_await step();
      --open;
    });
  }
  void copies() {
    (void)with_gate(entered, [this]() -> job<void> {
      auto self = this;
      co_await step();
      --self->open;
    });
  }
  void keeps() {
    (void)in_frame(entered, [this]() -> job<void> {
      co_await step();
      --open;
    });
  }
  job<void> close() {
    co_await step();
    --open;
  }
  void calls() {
    spawn_with_gate(entered, [this] { return close(); });
  }
};

// A coroutine that nobody can await goes on with the task that it is given.

template <typename T> void start(acme::task<T> work) {
  [](acme::task<T> work) -> acme::fire_and_forget { co_await work; }(std::move(work));
}
acme::fire_and_forget run(acme::task<int> work) { use(co_await work); }
acme::task<int> finish(acme::task<int> work) { co_return co_await work; }

void starts_by_a_lambda(int n) {
  start([n]() -> acme::task<int> { co_return n; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:46: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: parameters are copied into the frame of the coroutine: pass it what it captures
  start([](int n) -> acme::task<int> { co_return n; }(n));
}
void starts_by_a_function(int n) {
  run([n]() -> acme::task<int> { co_return n; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:44: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: parameters are copied into the frame of the coroutine: pass it what it captures
}
acme::task<int> awaits(int n) {
  co_return co_await finish([n]() -> acme::task<int> { co_return n; }());
}
