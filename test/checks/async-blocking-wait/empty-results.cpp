// RUN: %prove %s
// A member that waits for nothing but the end hands back an empty object in its place.
#include <coroutine>
#include <utility>

namespace seastar {

struct nothing {};

template <typename T> struct future {
  struct promise_type {
    future get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  struct awaiter {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() {}
  };
  awaiter operator co_await() && { return {}; }
  nothing &&get();
  void wait();
};

} // namespace seastar

using seastar::future;
future<void> flush();

future<void> closes(future<void> pending) {
  flush().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await flush();
  auto end = flush().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  co_await std::move(pending);
}
