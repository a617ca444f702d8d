// RUN: %prove %s
#include "acme/task.h"

#define RESUME(h) h.resume()
#define NOTHING void

struct by_macro {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { RESUME(h); }
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-MESSAGES: :[[@LINE-2]]:58: note: return the handle instead: it is resumed when this call is over
  void await_resume() {}
};
struct hidden_result {
  bool await_ready() { return false; }
  NOTHING await_suspend(std::coroutine_handle<> h) { h.resume(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: the awaiting coroutine is resumed on top of this call: a loop of such awaits overflows the stack, and the awaiter may be gone when 'resume' returns [async-resume-in-await-suspend]
  // CHECK-MESSAGES: :[[@LINE-2]]:54: note: return the handle instead: it is resumed when this call is over
  void await_resume() {}
};
