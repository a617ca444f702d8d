// RUN: %prove %s
#include "acme/task.h"

bool ready();
void queue(std::coroutine_handle<> h);

struct inline_scheduler {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { h.resume(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) { return h; }
  void await_resume() {}
};

struct by_call_operator {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) noexcept {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    ready();
    h(); // go
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
    // CHECK-FIXES: return h; // go
  }
  void await_resume() {}
};

struct final_awaiter {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<acme::detail::promise<int>> h) noexcept {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<acme::detail::promise<int>> h) noexcept {
    h.promise().continuation.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    // CHECK-FIXES: return h.promise().continuation;
  }
  void await_resume() noexcept {}
};

struct if_there_is_one {
  std::coroutine_handle<> next;
  std::coroutine_handle<acme::detail::promise<int>> typed;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {
    if (next)
      next.resume();
      // CHECK-FIXES-REMOVED: if (next)
      // CHECK-MESSAGES: :[[@LINE-2]]:7: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
      // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
      // CHECK-FIXES: return next ? next : std::noop_coroutine();
  }
  void await_resume() noexcept {}
};

struct typed_in_braces {
  std::coroutine_handle<acme::detail::promise<int>> typed;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
    if (typed) {
      typed.resume();
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:7: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    // CHECK-FIXES: return typed ? std::coroutine_handle<>(typed) : std::noop_coroutine();
    // CHECK-FIXES-REMOVED: if (typed) {
    // CHECK-FIXES-REMOVED: }
  }
  void await_resume() noexcept {}
};

struct early_return {
  std::coroutine_handle<> next;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    if (!next)
      return;
      // CHECK-FIXES: return std::noop_coroutine();
    next.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    // CHECK-FIXES: return next;
  }
  void await_resume() {}
};

struct branches {
  std::coroutine_handle<> next;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    if (ready()) {
      next.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
      // CHECK-FIXES: return next;
    } else {
      queue(h);
    }
    // CHECK-FIXES: return std::noop_coroutine();
  }
  void await_resume() {}
};

struct both {
  std::coroutine_handle<> next;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    if (ready())
      next.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
      // CHECK-FIXES: return next;
    else
      h.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
      // CHECK-FIXES: return h;
  }
  void await_resume() {}
};

struct yes_or_no {
  std::coroutine_handle<> next;
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    if (ready())
      return false;
    next.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    return true;
    // CHECK-FIXES-REMOVED: return true;
    // CHECK-FIXES: return h;
    // CHECK-FIXES: return next;
  }
  void await_resume() {}
};

struct not_returned {
  std::coroutine_handle<> next;
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    next.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    return std::noop_coroutine();
    // CHECK-FIXES-REMOVED: return std::noop_coroutine();
    // CHECK-FIXES: return next;
  }
  void await_resume() {}
};

struct out_of_line {
  bool await_ready();
  void await_suspend(std::coroutine_handle<> h);
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h);
  void await_resume();
};
void out_of_line::await_suspend(std::coroutine_handle<> h) {
// CHECK-FIXES: std::coroutine_handle<> out_of_line::await_suspend(std::coroutine_handle<> h) {
  h.resume();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-FIXES: return h;
}

struct something_follows {
  int count = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: return the handle instead: it is resumed when this call is over
    ++count;
  }
  void await_resume() {}
};

struct resumed_and_suspended {
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: return the handle instead: it is resumed when this call is over
    return false;
  }
  void await_resume() {}
};

struct overridable {
  bool await_ready() { return false; }
  virtual void await_suspend(std::coroutine_handle<> h) { h.resume(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-MESSAGES: :[[@LINE-2]]:59: note: return the handle instead: it is resumed when this call is over
  void await_resume() {}
};

struct called_by_hand {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { h.resume(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-MESSAGES: :[[@LINE-2]]:51: note: return the handle instead: it is resumed when this call is over
  void await_resume() {}
};
void by_hand(called_by_hand a, std::coroutine_handle<> h) { a.await_suspend(h); }

struct remark {
  std::coroutine_handle<> next;
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
  // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    next.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
    // CHECK-FIXES: return next;
    // It stays suspended.
    return true;
    // CHECK-FIXES-REMOVED: return true;
  }
  void await_resume() {}
};
