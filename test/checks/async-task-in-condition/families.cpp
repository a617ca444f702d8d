// RUN: %prove %s
#include <coroutine>
#include <utility>

// No `operator co_await`: the promise of the family awaits it, as an rvalue.
namespace tight {
template <typename T> class task {
public:
  struct promise_type;
  task(task &&other) : handle(std::exchange(other.handle, {})) {}
  ~task();
  explicit operator bool() const;

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

// By std::coroutine_traits, eager, and shared by everybody who copies it.
namespace traits {
template <typename T> struct future {
  explicit operator bool() const;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
};
} // namespace traits
template <typename T, typename... Arguments>
struct std::coroutine_traits<traits::future<T>, Arguments...> {
  struct promise_type {
    traits::future<T> get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() {}
  };
};

tight::task<bool> ready();
traits::future<bool> property();
traits::future<bool> started() { co_return true; }

tight::task<int> same_family() {
  if (ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await ready())
    co_return 1;
  co_return co_await ready() ? 1 : 2;
}

traits::future<int> other_family() {
  // This coroutine could not await it.
  if (ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_return 1;
  // A coroutine in sight makes a new one, and a declaration might show an old one.
  if (started())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'started' returns is tested and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  // CHECK-FIXES: if (co_await started())
    co_return 2;
  if (property())
    co_return 3;
  co_return 4;
}
