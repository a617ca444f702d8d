// RUN: %prove %s
#include <coroutine>
#include <utility>

// A task without `operator co_await`: only the promise of its own family awaits it.
namespace tight {
template <typename T> class task {
public:
  struct promise_type;
  task(task &&other) : handle(std::exchange(other.handle, {})) {}
  ~task();

private:
  friend promise_type;
  explicit task(std::coroutine_handle<promise_type> h) : handle(h) {}
  std::coroutine_handle<promise_type> handle;
};

template <typename T> struct task<T>::promise_type {
  task get_return_object() {
    return task(std::coroutine_handle<promise_type>::from_promise(*this));
  }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_value(T) {}
  void unhandled_exception() {}
  template <typename U> struct awaiter {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    U await_resume();
  };
  template <typename U> awaiter<U> await_transform(task<U> &&);
};
} // namespace tight

// Another family, which takes nothing of the first.
namespace loose {
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
} // namespace loose

tight::task<int> f();

tight::task<int> same_family() {
  f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'f' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await f();
  auto t = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 't' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await f();
  co_return co_await f();
}

// Reported without a fix: this coroutine could not await it.
loose::job other_family() {
  f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'f' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  co_return;
}
