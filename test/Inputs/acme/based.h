// A home-made task that leaves its result to a base class.
#pragma once

#include <coroutine>

namespace acme {

/// Eager.
template <typename T, template <typename> class Base> struct based : Base<T> {
  struct promise_type {
    based get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(T) {}
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
  awaiter operator co_await() { return {}; }
};

} // namespace acme
