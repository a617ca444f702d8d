// A home-made coroutine library that no table knows: a lazy task, an eager job, a
// detached type, an asynchronous mutex, blocking waits, and `void` as a coroutine.
#pragma once

#include <coroutine>
#include <utility>

namespace acme {

template <typename T> class task;

namespace detail {

struct promise_base {
  std::coroutine_handle<> continuation;
  std::suspend_always initial_suspend() noexcept { return {}; }
  struct final_awaiter {
    bool await_ready() noexcept { return false; }
    template <typename P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) noexcept {
      auto next = h.promise().continuation;
      return next ? next : std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};

template <typename T> struct promise : promise_base {
  T value;
  task<T> get_return_object();
  void return_value(T v) { value = std::move(v); }
  T result() { return std::move(value); }
};

template <> struct promise<void> : promise_base {
  task<void> get_return_object();
  void return_void() {}
  void result() {}
};

} // namespace detail

/// Lazy, move-only, awaited as an lvalue or an rvalue.
template <typename T = void> class task {
public:
  using promise_type = detail::promise<T>;

  task() = default;
  explicit task(std::coroutine_handle<promise_type> h) : handle(h) {}
  task(task &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  task &operator=(task &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~task() {
    if (handle)
      handle.destroy();
  }

  bool is_ready() const { return !handle || handle.done(); }
  explicit operator bool() const { return bool(handle); }

  struct awaiter {
    std::coroutine_handle<promise_type> handle;
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
      handle.promise().continuation = h;
      return handle;
    }
    T await_resume() { return handle.promise().result(); }
  };
  awaiter operator co_await() { return {handle}; }

  /// Parks the thread.
  T get();
  void wait();

private:
  std::coroutine_handle<promise_type> handle;
};

template <typename T> task<T> detail::promise<T>::get_return_object() {
  return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> detail::promise<void>::get_return_object() {
  return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

template <typename T> T sync_wait(task<T> t);

/// Eager: it runs when it is called, whether somebody awaits it or not.
template <typename T = void> class job {
public:
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&) {}
  };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};

/// Nobody can await it, by design.
struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

class mutex {
public:
  class guard {
  public:
    explicit guard(mutex &m) : held(&m) {}
    guard(guard &&other) : held(std::exchange(other.held, nullptr)) {}
    ~guard() {
      if (held)
        held->unlock();
    }

  private:
    mutex *held;
  };
  task<guard> scoped_lock_async();
  void unlock();
};

template <typename... T> task<void> when_all(T &...tasks);
template <typename T> void spawn(task<T> t);

} // namespace acme
