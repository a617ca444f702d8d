// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

struct executor {
  void post(std::function<void()> work);
  void post(std::coroutine_handle<> h);
};
struct base {
  bool await_ready() { return false; }
  void await_resume() {}
};

struct returns_it : base {
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) { return h; }
};
struct returns_next : base {
  std::coroutine_handle<> next;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) {
    return next ? next : std::noop_coroutine();
  }
};
struct somewhere_else : base {
  executor &pool;
  void await_suspend(std::coroutine_handle<> h) {
    pool.post([h] { h.resume(); });
  }
};
struct on_a_thread : base {
  void await_suspend(std::coroutine_handle<> h) {
    std::thread([h]() mutable { h(); }).detach();
  }
};
struct stores_it : base {
  std::coroutine_handle<> waiting;
  std::function<void()> callback;
  int count = 0;
  void await_suspend(std::coroutine_handle<> h) {
    waiting = h;
    callback = [h] { h.resume(); };
    ++count;
  }
};
struct under_a_lock : base {
  std::mutex m;
  std::vector<std::coroutine_handle<>> waiters;
  executor &pool;
  int count = 0;
  bool await_suspend(std::coroutine_handle<> h) {
    std::lock_guard guard(m);
    waiters.push_back(h);
    pool.post(h);
    ++count;
    return true;
  }
};
struct before : base {
  executor &pool;
  int count = 0;
  void await_suspend(std::coroutine_handle<> h) {
    ++count;
    auto &to = pool;
    to.post(h);
    to.post([] {});
  }
};
struct on_another_path : base {
  executor &pool;
  int count = 0;
  bool await_suspend(std::coroutine_handle<> h) {
    if (count == 0) {
      pool.post(h);
      return true;
    }
    ++count;
    return false;
  }
};
struct counted : base {
  executor &pool;
  std::atomic<int> left;
  bool await_suspend(std::coroutine_handle<> h) {
    pool.post([this, h] {
      if (left.fetch_sub(1) == 1)
        h.resume();
    });
    return left.fetch_sub(1) != 1;
  }
};
struct others_in_a_loop : base {
  std::vector<std::coroutine_handle<>> all;
  void await_suspend(std::coroutine_handle<> h) {
    for (auto each : all)
      each.resume();
  }
};
struct another_first : base {
  std::coroutine_handle<> other;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
    other.resume();
    return h;
  }
};
struct another_and_on : base {
  std::coroutine_handle<> other;
  bool await_suspend(std::coroutine_handle<> h) {
    other.resume();
    return false;
  }
};
struct timer {
  void resume();
};
struct resumes_something_else : base {
  timer &t;
  void await_suspend(std::coroutine_handle<> h) { t.resume(); }
};

// Not the protocol of an awaiter
struct job {
  std::coroutine_handle<> h;
  void run() { h.resume(); }
};
void run(std::coroutine_handle<> h) { h.resume(); }
