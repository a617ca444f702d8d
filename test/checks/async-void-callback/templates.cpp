// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<int> number();
void on_click(std::function<void()> callback);

// The template is innocent: its caller chose the callable, and is told.
template <typename F> void click(F &&f) { on_click(std::forward<F>(f)); }
template <typename F> void click_twice(F f) {
  click(f);
  click(std::move(f));
}

class queue {
public:
  template <typename F> void push(F &&f) { callbacks.emplace_back(std::forward<F>(f)); }

private:
  std::vector<std::function<void()>> callbacks;
};

struct button {
  template <typename F> explicit button(F f) : clicked(std::move(f)) {}
  std::function<void()> clicked;
};

template <typename F> void runs_it(F f) { acme::spawn(f()); }

void callers(queue &queue) {
  click(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  click([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  click_twice(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  queue.push([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  button ok(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  click([] {});
  click_twice([] {});
  queue.push([] { acme::spawn(work()); });
  button cancel([] {});
  runs_it(work);
}

// Its own callable is the template's business, and told once.
template <typename T> void every_instance(T value) {
  on_click([value]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}
void instances() {
  every_instance(1);
  every_instance(2.0);
}

// One instance of several.
template <typename T> struct source {
  T operator()() const;
};
template <typename T> void subscribe() { on_click(source<T>{}); }
// CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'std::function' drops the task that this callable returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:51: note: a callback that returns void starts the task itself: hand it to what runs tasks here
void subscribers() {
  subscribe<int>();
  subscribe<acme::task<>>();
}

template <int N> void recursive(auto f) {
  if constexpr (N > 0)
    recursive<N - 1>(f);
  else
    on_click(f);
}
void deep() {
  recursive<2>(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  recursive<9>(work);
}
