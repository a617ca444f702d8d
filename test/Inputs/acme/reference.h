// A home-made task that hands out its result where it is: in the frame of the coroutine,
// which goes with the task.
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

namespace acme {

template <typename T> class kept {
public:
  struct promise_type {
    kept get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&);
  };

  kept() = default;
  kept(kept &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  kept &operator=(kept &&) noexcept;
  ~kept();

  auto operator co_await() & noexcept {
    struct awaiter {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) noexcept {}
      T &await_resume();
    };
    return awaiter{};
  }
  auto operator co_await() && noexcept {
    struct awaiter {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) noexcept {}
      T &&await_resume();
    };
    return awaiter{};
  }

private:
  std::coroutine_handle<promise_type> handle;
};

/// Many may await it, and have a copy.
template <typename T> class shared {
public:
  struct promise_type {
    shared get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&);
  };
  struct awaiter {
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    T &await_resume();
  };
  awaiter operator co_await() const noexcept { return {}; }
};

} // namespace acme
