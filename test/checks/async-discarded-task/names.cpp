// RUN: %prove %s
#include "acme/task.h"
#include "acme/once.h"

struct event {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct signal {
  event done;
  int state = 0;
};

acme::task<> work();

acme::task<> waits(event &ready, signal &all, acme::task<> next, acme::once<> last) {
  ready;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ready' is not awaited: to name it does nothing [async-discarded-task]
  // CHECK-FIXES: co_await ready;
  all.done;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'done' is not awaited: to name it does nothing [async-discarded-task]
  // CHECK-FIXES: co_await all.done;
  next;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'next' is not awaited: to name it does nothing [async-discarded-task]
  // CHECK-FIXES: co_await next;
  last;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'last' is not awaited: to name it does nothing [async-discarded-task]
  // CHECK-FIXES: co_await std::move(last);
  co_await work();
}

acme::task<> accepted(event &ready, signal &all, acme::task<> next) {
  (void)ready;
  (void)next;
  all.state;
  co_await ready;
}
void ordinary(event &ready) { ready; }
