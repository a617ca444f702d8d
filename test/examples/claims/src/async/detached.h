#pragma once

#include <asio.hpp>

#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

namespace claims {

/// Where detached coroutines continue after a suspension. Set once, by main.
inline asio::any_io_executor &background_executor() {
  static asio::any_io_executor executor;
  return executor;
}

/// Runs an Asio coroutine to its end and returns its result to plain code.
template <typename T> T sync_wait(asio::awaitable<T> job) {
  return asio::co_spawn(asio::system_executor(), std::move(job), asio::use_future).get();
}

/// Awaits an Asio operation from a coroutine that is not an Asio coroutine.
template <typename T> struct DetachedAwaiter {
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  asio::awaitable<T> job;
  std::exception_ptr error = nullptr;
  Value value = {};

  bool await_ready() const noexcept { return false; }

  void await_suspend(std::coroutine_handle<> caller) {
    asio::co_spawn(background_executor(), std::move(job),
                   [this, caller](std::exception_ptr failure, auto... result) {
                     error = failure;
                     ((value = std::move(result)), ...);
                     caller.resume();
                   });
  }

  T await_resume() {
    if (error)
      std::rethrow_exception(error);
    if constexpr (!std::is_void_v<T>)
      return std::move(value);
  }
};

/// The promise of a detached coroutine: it starts at once, and nobody hears of its end.
struct DetachedPromise {
  void get_return_object() noexcept {}
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept {}

  template <typename T> DetachedAwaiter<T> await_transform(asio::awaitable<T> job) {
    return {std::move(job)};
  }
};

} // namespace claims

/// Makes every function that returns void and awaits something a detached coroutine.
template <typename... Args> struct std::coroutine_traits<void, Args...> {
  using promise_type = claims::DetachedPromise;
};
