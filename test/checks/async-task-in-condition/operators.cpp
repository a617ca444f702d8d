// RUN: %prove %s
#include <compare>
#include <coroutine>
#include <cstddef>
#include <iostream>
#include <string>
#include <utility>

// A task that is generous with operators.
namespace wide {
template <typename T> struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() {}
  };
  task() = default;
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();

  operator bool() const;
};

// A task with operators of its own, and no conversion.
template <typename T> struct strict {
  struct promise_type {
    strict get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() {}
  };
  strict() = default;
  strict(strict &&) noexcept;
  strict &operator=(strict &&) noexcept;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();

  friend bool operator==(const strict &, const strict &);
  friend bool operator==(const strict &, std::nullptr_t);
  friend bool operator==(const strict &, int);
  friend std::strong_ordering operator<=>(const strict &, int);
  friend std::ostream &operator<<(std::ostream &, const strict &);
  // Both tasks at once: the operator makes a third one.
  friend strict<bool> operator<(strict, strict);
  friend strict operator<<(strict, strict);
};

// It keeps what it is given.
struct group {
  template <typename T> group &operator<<(strict<T> task);
  template <typename T> group &operator<<(task<T> &&task);
};
} // namespace wide

wide::task<bool> ready();
wide::task<int> number();
wide::strict<int> f();
wide::strict<std::string> name();
bool log(bool);

wide::task<int> conversions() {
  bool b = ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: bool b = co_await ready();
  bool list{ready()};
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: bool list{co_await ready()};
  log(ready());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: log(co_await ready());
  log(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'number' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  b = number() == 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'number' returns is compared and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: b = co_await number() == 1;
  b = 1 == number();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'number' returns is compared and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: b = 1 == co_await number();
  b = number() < 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'number' returns is compared and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: b = co_await number() < 2;
  std::cout << ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'ready' returns is streamed and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: std::cout << co_await ready();
  std::string text = std::to_string(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the task that 'number' returns is formatted and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  switch (number()) {
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that 'number' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  case 1:
    break;
  }
  if (int n = number())
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'number' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    b = n;
  co_return 1;
}

wide::task<int> operators() {
  bool b = f() == 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  // CHECK-FIXES: bool b = co_await f() == 1;
  b = f() != 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  // CHECK-FIXES: b = co_await f() != 1;
  b = 1 == f();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  // CHECK-FIXES: b = 1 == co_await f();
  b = f() < 3;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  // CHECK-FIXES: b = co_await f() < 3;
  b = f() == nullptr;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  b = f() == f();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  b = name() == 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'name' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  auto order = f() <=> 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'f' returns is compared and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  // CHECK-FIXES: auto order = co_await f() <=> 1;
  std::cout << "f: " << f() << '\n';
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task that 'f' returns is streamed and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  std::cerr << name();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'name' returns is streamed and not awaited: nobody learns when it completes or that it failed [async-task-in-condition]
  co_return 1;
}

wide::task<int> fine(wide::group &group, wide::strict<int> stored) {
  bool b = stored == 1;
  b = co_await f() == 1;
  b = stored == nullptr;
  std::cout << stored << co_await f();
  group << f() << name() << number();
  co_await (f() < f());
  co_await (f() << f());
  std::cout << std::to_string(co_await number());
  co_return co_await number();
}
