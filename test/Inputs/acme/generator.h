// A lazy sequence that a coroutine yields, and that no table knows.
#pragma once

#include <coroutine>
#include <utility>

namespace acme {

template <typename T> class generator {
public:
  struct promise_type {
    T *current = nullptr;
    generator get_return_object() {
      return generator(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T &value) noexcept {
      current = &value;
      return {};
    }
    std::suspend_always yield_value(T &&value) noexcept {
      current = &value;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { throw; }
  };

  struct sentinel {};
  struct iterator {
    std::coroutine_handle<promise_type> handle;
    T &operator*() const { return *handle.promise().current; }
    iterator &operator++() {
      handle.resume();
      return *this;
    }
    bool operator!=(sentinel) const { return !handle.done(); }
  };

  explicit generator(std::coroutine_handle<promise_type> h) : handle(h) {}
  generator(generator &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  generator &operator=(generator &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~generator() {
    if (handle)
      handle.destroy();
  }

  iterator begin() {
    handle.resume();
    return {handle};
  }
  sentinel end() { return {}; }

private:
  std::coroutine_handle<promise_type> handle;
};

} // namespace acme
