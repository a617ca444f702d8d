// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <coroutine>

// An application lets `void` coroutines await asio's tasks.
template <typename... Args> struct std::coroutine_traits<void, Args...> {
  struct promise_type {
    void get_return_object() {}
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    template <typename T> struct awaiter {
      bool await_ready();
      void await_suspend(std::coroutine_handle<>);
      T await_resume();
    };
    template <typename T> awaiter<T> await_transform(asio::awaitable<T> task);
  };
};

asio::awaitable<int> receive();

void session() { co_await receive(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'session' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: asio::awaitable<void> session() { co_await receive(); }

asio::awaitable<void> serve() {
  session();
  // CHECK-FIXES: co_await session();
  co_await receive();
}
