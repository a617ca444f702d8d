// RUN: %prove %s
#include <coroutine>
#include <memory>

// Handed on by value: awaiting an lvalue would need a copy.
template <typename T> struct handle {
  struct promise_type {
    handle get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
  handle(handle &&);
  awaiter operator co_await() &&;
  T get();
};

// Awaiting an lvalue hands out a reference to the result.
template <typename T> struct shared {
  struct promise_type {
    shared get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T &await_resume();
  };
  struct move_awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T &&await_resume();
  };
  shared(shared &&);
  awaiter operator co_await() &;
  move_awaiter operator co_await() &&;
  T get();
  T &result();
};

handle<int> one_shot(handle<int> given, std::unique_ptr<handle<int>> owned,
                     handle<int> *pointer) {
  int a = given.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await std::move(given);
  int b = owned->get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int b = co_await std::move(*owned);
  int c = pointer->get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int c = co_await std::move(*pointer);
  co_return a;
}

// It leaves the results where they are.
template <typename... T> void sync_wait(T &...tasks);
handle<int> left_inside(handle<int> given, shared<int> one, shared<int> other) {
  sync_wait(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  sync_wait(one, other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  sync_wait(one);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await one;
  co_return co_await std::move(given);
}

handle<int> references(shared<std::unique_ptr<int>> unique, shared<int> number) {
  auto p = unique.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto p = co_await std::move(unique);
  int n = number.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await number;
  int &bound = number.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'result' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  number.result() = 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  co_return n;
}

// A reference to the result would be left with one into the awaited temporary.
shared<int> fetch();
handle<int> fetch_value();
template <typename T> T sync_wait(shared<T> task);
template <typename T> T sync_wait(handle<T> task);
handle<int> bound() {
  auto &&reference = sync_wait(fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  const int &value = sync_wait(fetch_value());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: const int &value = co_await fetch_value();
  int copy = sync_wait(fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int copy = co_await fetch();
  co_return reference + value + copy;
}
