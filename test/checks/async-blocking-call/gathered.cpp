// RUN: %prove %s
// A member of a task's base waits for the result; an object that awaits several tasks knows of all.
#include "acme/based.h"
#include <condition_variable>
#include <mutex>
#include <vector>

struct signal {
  void wait() {
    std::unique_lock lock(mutex);
    while (!done)
      changed.wait(lock);
  }
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
};
template <typename T> struct job_base {
  T result(bool wait = true) {
    if (wait)
      done.wait();
    return value;
  }
  signal done;
  T value;
};
template <typename T> using job = acme::based<T, job_base>;
struct all_done {
  template <typename... Jobs> all_done(Jobs &...jobs) { (parts.push_back(&jobs), ...); }
  std::vector<void *> parts;
  job<int>::awaiter operator co_await() { return {}; }
};

job<int> number();

job<int> awaits_both() {
  job<int> a = number();
  job<int> b = number();
  all_done both(a, b);
  co_await both;
  co_return a.result() + b.result();
}

job<int> awaits_one() {
  job<int> a = number();
  job<int> b = number();
  co_await a;
  co_return a.result() + b.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'result' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-29]]:7: note: 'result' calls 'wait' here
  // CHECK-MESSAGES: :[[@LINE-39]]:7: note: 'wait' blocks here
}

job<int> awaits_too_late() {
  job<int> a = number();
  all_done both(a);
  int early = a.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'result' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-38]]:7: note: 'result' calls 'wait' here
  // CHECK-MESSAGES: :[[@LINE-48]]:7: note: 'wait' blocks here
  co_await both;
  co_return early;
}
