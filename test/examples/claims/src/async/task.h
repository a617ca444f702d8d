#pragma once

#include <asio.hpp>

#include <coroutine>
#include <exception>
#include <future>
#include <utility>
#include <variant>

namespace claims {

/// A lazy computation: nothing runs before it is awaited, or waited for with get().
template <typename T> class Task {
public:
  struct promise_type;
  using Handle = std::coroutine_handle<promise_type>;

  struct promise_type {
    struct Return {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(Handle self) const noexcept {
        return self.promise().caller;
      }
      void await_resume() const noexcept {}
    };

    Task get_return_object() { return Task(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Return final_suspend() noexcept { return {}; }
    void return_value(T value) { result.template emplace<1>(std::move(value)); }
    void unhandled_exception() { result.template emplace<2>(std::current_exception()); }

    std::coroutine_handle<> caller = std::noop_coroutine();
    std::variant<std::monostate, T, std::exception_ptr> result;
  };

  struct Awaiter {
    Handle task;

    bool await_ready() const noexcept { return false; }
    Handle await_suspend(std::coroutine_handle<> caller) const noexcept {
      task.promise().caller = caller;
      return task;
    }
    T await_resume() const {
      auto &result = task.promise().result;
      if (auto *error = std::get_if<std::exception_ptr>(&result))
        std::rethrow_exception(*error);
      return std::get<1>(std::move(result));
    }
  };

  Task(Task &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task &operator=(Task &&) = delete;
  ~Task() {
    if (handle_)
      handle_.destroy();
  }

  Awaiter operator co_await() && noexcept { return {handle_}; }

  /// Blocks the calling thread until the result is there.
  T get();

private:
  explicit Task(Handle handle) : handle_(handle) {}

  Handle handle_;
};

/// What launch() returns: nothing to hold on to.
struct Launched {
  struct promise_type {
    Launched get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

/// Starts a task and calls `done(error, result)` at its end, on whichever thread that is.
template <typename T, typename Done> Launched launch(Task<T> task, Done done) {
  std::exception_ptr error;
  T result = {};
  try {
    result = co_await std::move(task);
  } catch (...) {
    error = std::current_exception();
  }
  done(error, std::move(result));
}

template <typename T> T Task<T>::get() {
  std::promise<T> promise;
  std::future<T> future = promise.get_future();
  launch(std::move(*this),
         [promise = std::move(promise)](std::exception_ptr error, T result) mutable {
           if (error)
             promise.set_exception(error);
           else
             promise.set_value(std::move(result));
         });
  return future.get();
}

/// Turns a task into an operation that Asio coroutines can await.
template <typename T> asio::awaitable<T> as_awaitable(Task<T> task) {
  auto start = [](auto handler, Task<T> task) {
    auto work = asio::make_work_guard(handler);
    auto done = [work = std::move(work), handler = std::move(handler)](
                    std::exception_ptr error, T result) mutable {
      asio::post(work.get_executor(),
                 [handler = std::move(handler), error, result]() mutable {
                   handler(error, std::move(result));
                 });
    };
    launch(std::move(task), std::move(done));
  };
  return asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, T)>(
      std::move(start), asio::use_awaitable, std::move(task));
}

} // namespace claims
