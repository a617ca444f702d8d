// RUN: %prove %s
#include <coroutine>
#include <exception>
#include <stdexcept>

// Promises by traits, and an exception that is no std::exception.
namespace winrt {
struct hresult_canceled {};
struct cancellation_token {
  bool operator()() const;
};
struct own_token {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  cancellation_token await_resume() const;
};
struct action {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};
} // namespace winrt
template <typename... Args> struct std::coroutine_traits<winrt::action, Args...> {
  struct promise_type {
    winrt::action get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};
winrt::action save();
winrt::action by_traits() {
  auto token = co_await winrt::own_token();
  try {
    co_await save();
  } catch (std::exception const &) {
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'winrt::hresult_canceled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const winrt::hresult_canceled &) { throw; } catch (...) {
  }
}

// Nothing but the promise can await a task of its family.
namespace folly {
struct OperationCancelled : std::exception {};
namespace coro {
template <typename T> struct awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
struct token_request {};
template <typename T> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
    template <typename U> awaiter<U> await_transform(Task<U> &&);
    std::suspend_never await_transform(token_request);
  };
};
} // namespace coro
} // namespace folly
folly::coro::Task<int> fetch();
folly::coro::Task<int> by_transform() {
  try {
    co_return co_await fetch();
  } catch (const std::exception &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (const std::exception &) {
    co_return 0;
  }
}
folly::coro::Task<int> asks_its_environment() {
  try {
    co_await folly::coro::token_request();
  } catch (...) {
  }
  co_return 0;
}

// A home-made coroutine that awaits a task of the library.
namespace app {
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
job other();
} // namespace app
winrt::action save(winrt::cancellation_token token);
app::job awaits_the_library(winrt::cancellation_token token) {
  try {
    co_await save(token);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'winrt::hresult_canceled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const winrt::hresult_canceled &) { throw; } catch (...) {
  }
}
winrt::action nobody_cancels() {
  try {
    co_await save();
  } catch (...) {
  }
}
app::job awaits_its_own() {
  try {
    co_await app::other();
  } catch (...) {
  }
}

// An exception with its own base is known by its standard one.
namespace async_simple {
struct SignalException : std::runtime_error {
  using std::runtime_error::runtime_error;
};
namespace coro {
struct Lazy : app::job {
  struct promise_type : app::job::promise_type {
    Lazy get_return_object();
  };
};
} // namespace coro
} // namespace async_simple
async_simple::coro::Lazy run();
async_simple::coro::Lazy lazy() {
  try {
    co_await run();
  } catch (const std::logic_error &) {
  } catch (const std::runtime_error &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'async_simple::SignalException' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const async_simple::SignalException &) { throw; } catch (const std::runtime_error &) {
  }
}
