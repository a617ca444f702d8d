#pragma once
#include <coroutine>
#include <exception>
#include <utility>

// A lazy task.
class task {
public:
  struct promise_type {
    std::coroutine_handle<> waiter = std::noop_coroutine();

    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
        return done.promise().waiter;
      }
      void await_resume() noexcept {}
    };

    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };

  task(task &&other) noexcept : coroutine(std::exchange(other.coroutine, nullptr)) {}
  ~task() {
    if (coroutine)
      coroutine.destroy();
  }

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    coroutine.promise().waiter = waiter;
    return coroutine;
  }
  void await_resume() {}

private:
  explicit task(std::coroutine_handle<promise_type> coroutine) : coroutine(coroutine) {}

  std::coroutine_handle<promise_type> coroutine;
};
