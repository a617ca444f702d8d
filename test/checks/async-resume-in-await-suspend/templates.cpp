// RUN: %prove %s
#include "acme/task.h"

struct final_awaiter {
  bool await_ready() noexcept { return false; }
  template <typename P> void await_suspend(std::coroutine_handle<P> h) noexcept {
  // CHECK-FIXES: template <typename P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) noexcept {
    h.promise().continuation.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    // CHECK-FIXES: return h.promise().continuation;
  }
  void await_resume() noexcept {}
};

struct never_used {
  bool await_ready() { return false; }
  template <typename P> void await_suspend(std::coroutine_handle<P> h) { h.resume(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:74: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-FIXES: template <typename P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) { return h; }
  void await_resume() {}
};

struct whatever {
  bool await_ready() { return false; }
  void await_suspend(auto h) { h(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(auto h) { return h; }
  void await_resume() {}
};

template <typename T> struct event {
  std::coroutine_handle<> waiter;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h);
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h);
  T await_resume();
};
template <typename T> void event<T>::await_suspend(std::coroutine_handle<> h) {
  if (waiter)
    waiter.resume();
    // CHECK-FIXES-REMOVED: if (waiter)
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    // CHECK-FIXES: template <typename T> std::coroutine_handle<> event<T>::await_suspend(std::coroutine_handle<> h) {
    // CHECK-FIXES: return waiter ? waiter : std::noop_coroutine();
}

struct inner {
  struct promise_type {
    std::coroutine_handle<> continuation;
    inner get_return_object();
    std::suspend_always initial_suspend() noexcept;
    final_awaiter final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};
inner run() { co_return; }

acme::task<> uses(whatever w, event<int> e) {
  co_await w;
  co_await e;
}
