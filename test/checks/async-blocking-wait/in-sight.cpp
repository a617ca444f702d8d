// RUN: %prove %s
// What a function in sight does counts for more than its name.
#include "acme/task.h"
#include <cassert>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>

template <typename T> struct slot {
  std::mutex mutex;
  std::condition_variable changed;
  bool filled = false;
  T value;

  const T &look() const {
    assert(filled);
    return value;
  }
  T &taken() {
    if (!filled)
      throw std::logic_error("nothing there");
    return value;
  }
  T &awaited() {
    std::unique_lock lock(mutex);
    while (!filled)
      changed.wait(lock);
    return value;
  }
  T &spun() {
    while (!filled) {
    }
    return value;
  }
  T &elsewhere();
  bool has_value() const;
};

/// What all of the futures below have in common.
template <typename T> struct awaitable {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
  std::shared_ptr<slot<T>> state;
};

// --- They wait for nobody ---

template <typename T> struct shown : awaitable<T> {
  const T &get() const { return this->state->look(); }
  void wait() const { assert(this->state->has_value()); }
};
template <typename T> struct moved : awaitable<T> {
  T get() { return std::move(this->state->taken()); }
  T result() {
    std::lock_guard lock(this->state->mutex);
    return this->state->value;
  }
};
acme::task<int> reads(shown<int> a, moved<int> b) {
  a.wait();
  int sum = a.get() + b.get() + b.result();
  co_await a;
  co_return sum;
}

namespace starter {
acme::fire_and_forget run(acme::task<> task) { co_await task; }
// It starts the task, and is back at once.
void sync_wait(acme::task<> task) { run(std::move(task)); }
} // namespace starter
acme::task<> work();
acme::task<> starts() {
  starter::sync_wait(work());
  co_await work();
}

// --- They wait, or may ---

template <typename T> struct parked : awaitable<T> {
  T get() { return this->state->awaited(); }
};
template <typename T> struct spinning : awaitable<T> {
  T get() { return this->state->spun(); }
};
template <typename T> struct hidden : awaitable<T> {
  T get() { return this->state->elsewhere(); }
};
template <typename T> struct virtual_one : awaitable<T> {
  virtual T get() { return this->state->value; }
};
struct joiner {
  std::condition_variable &done;
  std::unique_lock<std::mutex> lock;
  ~joiner() { done.wait(lock); }
};
template <typename T> struct joined : awaitable<T> {
  T get() {
    joiner end{this->state->changed, std::unique_lock(this->state->mutex)};
    return this->state->value;
  }
};
acme::task<int> waits(parked<int> a, spinning<int> b, hidden<int> c, virtual_one<int> &d, joined<int> e) {
  int sum = a.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  // CHECK-FIXES: int sum = co_await a;
  sum += b.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  // CHECK-FIXES: sum += co_await b;
  sum += c.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  // CHECK-FIXES: sum += co_await c;
  sum += d.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  // CHECK-FIXES: sum += co_await d;
  sum += e.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  // CHECK-FIXES: sum += co_await e;
  co_return sum;
}

// A wait that starts the work first, and one that runs the coroutine where it stands.
namespace waiter {
acme::fire_and_forget run(acme::task<> task, std::promise<void> done) {
  co_await task;
  done.set_value();
}
void sync_wait(acme::task<> task) {
  std::promise<void> done;
  std::future<void> end = done.get_future();
  run(std::move(task), std::move(done));
  end.wait();
}
} // namespace waiter
struct resumed {
  struct promise_type {
    resumed get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
    int value;
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  int get() {
    handle.resume();
    return handle.promise().value;
  }
  std::coroutine_handle<promise_type> handle;
};
resumed number();
acme::task<int> runs() {
  waiter::sync_wait(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await work();
  co_return number().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_return co_await number();
}
