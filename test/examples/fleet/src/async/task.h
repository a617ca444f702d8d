#pragma once

#include "async/loop.h"

#include <algorithm>
#include <coroutine>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace fleet {

/// What the promises of all tasks have in common.
struct TaskPromise {
  struct Return {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    auto await_suspend(std::coroutine_handle<Promise> self) const noexcept {
      return self.promise().caller;
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  Return final_suspend() const noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }

  void rethrow() const {
    if (error)
      std::rethrow_exception(error);
  }

  std::coroutine_handle<> caller = std::noop_coroutine();
  std::exception_ptr error;
};

template <typename T> struct ValuePromise : TaskPromise {
  void return_value(T result) { value.emplace(std::move(result)); }
  T take() {
    rethrow();
    return std::move(*value);
  }

  std::optional<T> value;
};

template <> struct ValuePromise<void> : TaskPromise {
  void return_void() const noexcept {}
  void take() const { rethrow(); }
};

/// A lazy computation: it runs when it is awaited, once.
template <typename T> class Task {
public:
  struct promise_type : ValuePromise<T> {
    Task get_return_object() { return Task(Handle::from_promise(*this)); }
  };
  using Handle = std::coroutine_handle<promise_type>;

  struct Awaiter {
    Handle task;

    bool await_ready() const noexcept { return false; }
    Handle await_suspend(std::coroutine_handle<> caller) const noexcept {
      task.promise().caller = caller;
      return task;
    }
    T await_resume() const { return task.promise().take(); }
  };

  Task(Task &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task &operator=(Task &&) = delete;
  ~Task() {
    if (handle_)
      handle_.destroy();
  }

  explicit operator bool() const noexcept { return handle_ != nullptr; }

  Awaiter operator co_await() && noexcept { return {handle_}; }

private:
  explicit Task(Handle handle) : handle_(handle) {}

  template <typename U> friend U sync_wait(Task<U> task);

  Handle handle_;
};

/// Runs the event loop until the task is complete.
template <typename T> T sync_wait(Task<T> task) {
  EventLoop &loop = event_loop();
  loop.deepest = std::max(loop.deepest, ++loop.depth);
  task.handle_.resume();
  while (!task.handle_.done() && loop.run_one()) {
  }
  --loop.depth;
  if (!task.handle_.done())
    throw std::logic_error("the task waits for something that never comes");
  return task.handle_.promise().take();
}

} // namespace fleet
