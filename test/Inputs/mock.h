// What the mocks of libraries are made of: declarations, for nothing here ever runs.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <utility>

namespace mock {

template <typename T> struct awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

template <typename T> struct result {
  void return_value(T);
};
template <> struct result<void> {
  void return_void();
};

template <typename Task, typename T> struct promise : result<T> {
  Task get_return_object();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <typename Task, typename T> struct lazy : promise<Task, T> {
  std::suspend_always initial_suspend() noexcept;
};
template <typename Task, typename T> struct eager : promise<Task, T> {
  std::suspend_never initial_suspend() noexcept;
};

/// What awaiting yields.
template <typename Awaitable>
using value_of = decltype(std::declval<Awaitable>().operator co_await().await_resume());

/// Awaitable on a condition, which types alone do not show.
template <typename T> struct conditional {
  awaiter<T> operator co_await() &&
    requires(sizeof(awaiter<T>) != 0);
};

/// A value of any type, for functions whose types depend on a lambda.
template <typename T> T value();

/// Keeps a callable by its signature: whoever calls it again knows how to treat the task.
template <typename F> void keep(F &&callable) {
  static std::function<void()> kept;
  kept = std::forward<F>(callable);
}

} // namespace mock
