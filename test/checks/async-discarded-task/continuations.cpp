// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <utility>

namespace promises {
// Eager; what `then` makes of it completes behind the continuation.
template <typename T = void> class promise {
public:
  struct promise_type {
    promise get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&) {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();

  template <typename F> promise<> then(F &&continuation) { return {}; }
  promise<> finally(std::function<void()> last);
  [[nodiscard]] promise<> and_then(std::function<void()> next);
  promise<> on_thread(int thread);
};
// The same, lazy.
template <typename T = void> class plan {
public:
  struct promise_type {
    plan get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&) {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();

  template <typename F> plan<> then(F &&continuation) { return {}; }
};
// The same, and its type says that it must not be dropped.
template <typename T = void> class [[nodiscard]] strict {
public:
  struct promise_type {
    strict get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&) {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();

  template <typename F> strict<> then(F &&continuation) { return {}; }
};
} // namespace promises

promises::promise<int> fetch();
promises::plan<int> planned();
promises::strict<int> checked();
void show(int);

// The continuation learns of the end.
void ends_of_chains(std::function<void()> &last) {
  fetch().then([](auto value) { show(value); });
  fetch().then(show);
  fetch().then([](int) {}).finally([] { show(0); });
  fetch().finally(last);
}
promises::promise<> in_a_coroutine() {
  fetch().then([](int value) { show(value); });
  auto running = fetch();
  running.then([](int value) { show(value); });
  co_return 0;
}

// Nobody does, or nothing starts.
void lost() {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'fetch' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  fetch().on_thread(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'on_thread' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  fetch().and_then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'and_then' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  planned().then(show);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'then' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  checked().then(show);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'then' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
}
