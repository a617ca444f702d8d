// A home-made task whose result can be taken once, as its operator says: it is awaited as
// an rvalue.
#pragma once

#include <coroutine>
#include <utility>

namespace acme {

template <typename T = void> class once {
public:
  struct promise_type {
    once get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&) {}
  };
  struct awaiter {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    T await_resume();
  };

  once() = default;
  once(once &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  once &operator=(once &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }

  awaiter operator co_await() && { return {}; }

  bool is_ready() const;
  explicit operator bool() const;
  void swap(once &other);
  void reset();
  void emplace(int);
  /// Parks the thread.
  T get();
  void wait();

private:
  std::coroutine_handle<promise_type> handle;
};

template <typename T> T sync_wait(once<T> t);
template <typename T> void spawn(once<T> t);

} // namespace acme
