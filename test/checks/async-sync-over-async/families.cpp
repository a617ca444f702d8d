// RUN: %prove %s
#include <coroutine>
#include <future>
#include <string>
#include <type_traits>
#include <utility>

// No awaiter of its own: the promise of the family takes it, as an rvalue only.
namespace viaduct {
template <typename T> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    template <typename U>
      requires std::is_convertible_v<U, T>
    void return_value(U &&);
    void unhandled_exception();
    struct awaiter {
      bool await_ready();
      void await_suspend(std::coroutine_handle<>);
      T await_resume();
    };
    template <typename U> typename Task<U>::promise_type::awaiter await_transform(Task<U> &&);
  };
  Task(Task &&);
};
template <typename T> T blockingWait(Task<T> &&task);
} // namespace viaduct

viaduct::Task<int> count(int id);

static int counted(int id) {
// CHECK-FIXES: static viaduct::Task<int> counted(int id) {
  auto task = count(id);
  return viaduct::blockingWait(std::move(task));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'blockingWait' blocks the thread that runs coroutine 'sum' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE+3]]:38: note: coroutine 'sum' calls 'counted' here
  // CHECK-FIXES: co_return co_await std::move(task);
}
viaduct::Task<int> sum() { co_return counted(1) + counted(2); }
// CHECK-FIXES: viaduct::Task<int> sum() { co_return co_await counted(1) + co_await counted(2); }

// A temporary's result is handed out by reference into it.
namespace lending {
template <typename T> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T &&await_resume();
  };
  task(task &&);
  awaiter operator co_await() &&;
};
template <typename T> T sync_wait(task<T> &&task);
} // namespace lending

lending::task<std::string> title(int id);

static std::string copied(int id) { return lending::sync_wait(title(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sync_wait' blocks the thread that runs coroutine 'copies' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: as a coroutine, 'copied' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:23: note: coroutine 'copies' calls 'copied' here
// CHECK-FIXES: static lending::task<std::string> copied(int id) { co_return co_await title(id); }
lending::task<std::string> copies() {
  std::string value = copied(1);
  // CHECK-FIXES: std::string value = co_await copied(1);
  co_return value + copied(2);
  // CHECK-FIXES: co_return value + co_await copied(2);
}

// The reference would outlive what it refers to.
static std::string lent(int id) { return lending::sync_wait(title(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sync_wait' blocks the thread that runs coroutine 'binds' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: as a coroutine, 'lent' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:30: note: coroutine 'binds' calls 'lent' here
lending::task<std::string> binds() {
  const std::string &value = lent(1);
  co_return value;
}
static std::string keeps(int id) {
  auto &&value = lending::sync_wait(title(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread that runs coroutine 'runs' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: as a coroutine, 'keeps' could await the task
  // CHECK-MESSAGES: :[[@LINE+3]]:47: note: coroutine 'runs' calls 'keeps' here
  return value;
}
lending::task<std::string> runs() { co_return keeps(1); }

// A future cannot be awaited.
static int waits_for_future(std::future<int> future) { return future.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' blocks the thread that runs coroutine 'futures' until the future completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE+2]]:28: note: coroutine 'futures' calls 'waits_for_future' here
lending::task<std::string> futures(std::future<int> future) {
  co_return std::to_string(waits_for_future(std::move(future)));
}

// What `co_await` yields is not what the coroutine returns.
template <typename T> struct maybe {
  maybe(T);
  explicit operator bool() const;
  T &operator*();
};
namespace careful {
template <typename T> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    maybe<T> await_resume();
  };
  task(task &&);
  awaiter operator co_await() &&;
};
template <typename T> maybe<T> sync_wait(task<T> task);
} // namespace careful
careful::task<int> number(int id);
static bool positive(int id) {
  auto found = careful::sync_wait(number(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread that runs coroutine 'asks' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: as a coroutine, 'positive' could await the task
  // CHECK-MESSAGES: :[[@LINE+3]]:39: note: coroutine 'asks' calls 'positive' here
  return found && *found > 0;
}
careful::task<int> asks() { co_return positive(1); }
