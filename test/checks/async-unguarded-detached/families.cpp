// RUN: %prove %s
#include <coroutine>
#include <exception>

// A promise by traits; the task has no operator co_await but in its family.
namespace app {
struct task {};
struct job {};
} // namespace app
template <typename... Args> struct std::coroutine_traits<app::task, Args...> {
  struct promise_type {
    struct awaiter {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      void await_resume();
    };
    app::task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    awaiter await_transform(app::task);
  };
};
template <typename... Args> struct std::coroutine_traits<app::job, Args...> {
  struct promise_type {
    app::job get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void();
    typename std::coroutine_traits<app::task>::promise_type::awaiter
    await_transform(app::task);
  };
};
app::task work();
app::job start() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves coroutine 'start' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:10: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix

// A generator resumes in its caller: it is no detached type.
struct numbers {
  struct promise_type {
    numbers get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) noexcept;
    void unhandled_exception() { std::terminate(); }
    void return_void();
  };
};
void step();
numbers count() {
  step();
  co_yield 1;
}
