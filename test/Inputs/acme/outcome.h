// Results that coroutines make: to await one that is an error ends the coroutine.
#pragma once

#include <coroutine>
#include <optional>
#include <utility>

namespace acme {

/// It is awaited by an operator of its own.
template <typename T> class outcome {
public:
  outcome(T v) : value(std::move(v)) {}
  explicit operator bool() const { return value.has_value(); }

  struct promise_type;
  struct later {
    promise_type *from;
    operator outcome() const { return outcome(from); }
  };
  struct promise_type {
    outcome *made = nullptr;
    later get_return_object() { return {this}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T v) { made->value = std::move(v); }
    void unhandled_exception() { throw; }
  };

  struct awaiter {
    outcome &awaited;
    bool await_ready() const { return awaited.value.has_value(); }
    T await_resume() { return std::move(*awaited.value); }
    template <typename U>
    void await_suspend(std::coroutine_handle<U> caller) {
      caller.promise().made->error = awaited.error;
      caller.destroy();
    }
  };
  awaiter operator co_await() { return {*this}; }

private:
  explicit outcome(promise_type *from) { from->made = this; }
  std::optional<T> value;
  int error = 0;
};

/// It is awaited as its promise says.
template <typename T> struct maybe {
  std::optional<T> value;

  struct promise_type {
    maybe *made = nullptr;
    maybe get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T v) { made->value = std::move(v); }
    void unhandled_exception() { throw; }

    struct awaiter {
      std::optional<T> value;
      bool await_ready() const { return value.has_value(); }
      T await_resume() { return std::move(*value); }
      void await_suspend(std::coroutine_handle<promise_type> caller) { caller.destroy(); }
    };
    awaiter await_transform(maybe awaited) { return {std::move(awaited.value)}; }
  };
};

} // namespace acme
