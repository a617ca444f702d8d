// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <thread>

struct executor {
  void post(std::function<void()> work);
  void schedule(std::coroutine_handle<> h);
};
struct base {
  bool await_ready() { return false; }
  void await_resume() {}
};

struct counts : base {
  executor &pool;
  int count = 0;
  void await_suspend(std::coroutine_handle<> h) {
    pool.post([h] { h.resume(); });
    ++count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'count' is used when another thread may have resumed the coroutine already, and destroyed this awaiter with it [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine is handed over here
  }
};
struct remembers : base {
  executor &pool;
  bool started = false;
  void note();
  void await_suspend(std::coroutine_handle<> h) {
    started = false;
    pool.schedule(h);
    note();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'note' is used when another thread may have resumed the coroutine already, and destroyed this awaiter with it [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine is handed over here
    started = true;
  }
};
struct on_a_thread : base {
  int state = 0;
  bool await_suspend(std::coroutine_handle<> h) {
    std::thread worker([this, h]() mutable {
      state = 1;
      h.resume();
    });
    worker.detach();
    return state == 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'state' is used when another thread may have resumed the coroutine already, and destroyed this awaiter with it [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-7]]:17: note: the coroutine is handed over here
  }
};
struct in_a_branch : base {
  executor &pool;
  int state = 0;
  void await_suspend(std::coroutine_handle<> h) {
    if (state == 0)
      pool.schedule(h);
    state = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'state' is used when another thread may have resumed the coroutine already, and destroyed this awaiter with it [async-resume-in-await-suspend]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the coroutine is handed over here
  }
};
