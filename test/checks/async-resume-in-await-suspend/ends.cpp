// RUN: %prove %s
// The awaiter is gone with the coroutine that it has destroyed.
#include "acme/task.h"

struct base {
  bool await_ready() noexcept { return false; }
  void await_resume() noexcept {}
};

struct replaced : base {
  std::coroutine_handle<> next;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    h.destroy();
    return next;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'next' is used when the coroutine is destroyed, and this awaiter with it [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine is destroyed here
  }
};
struct counted : base {
  bool fails;
  int count = 0;
  void note();
  bool await_suspend(std::coroutine_handle<> h) {
    if (fails) {
      h.destroy();
      note();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'note' is used when the coroutine is destroyed, and this awaiter with it [async-resume-in-await-suspend]
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the coroutine is destroyed here
      return true;
    }
    ++count;
    return false;
  }
};

struct saved : base {
  std::coroutine_handle<> next;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    auto then = next;
    h.destroy();
    return then;
  }
};
struct of_another : base {
  std::coroutine_handle<> inner;
  int count = 0;
  void await_suspend(std::coroutine_handle<> h) {
    inner.destroy();
    ++count;
  }
};
