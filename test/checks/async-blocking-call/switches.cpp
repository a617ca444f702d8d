// RUN: %prove %s
// A function that its callers tell whether to wait.
#include "acme/task.h"
#include <chrono>
#include <thread>

acme::task<> work();
bool is_full();

void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

bool push(int item, bool wait) {
  if (!is_full())
    return true;
  if (wait) {
    nap();
    return true;
  }
  return false;
}
bool try_push(int item) { return push(item, false); }
bool push_or_wait(int item) { return push(item, true); }

template <typename... Ts> bool emplace(bool force, bool close, Ts... items) {
  if (!is_full()) {
    return true;
  } else if (force) {
    nap();
    return true;
  }
  return false;
}

void flush(bool quick = true) {
  if (quick)
    return;
  nap();
}
void flush_all(bool slow) { flush(!slow); }
void changes(bool wait) {
  wait = is_full();
  if (wait)
    nap();
}

acme::task<> coroutine() {
  try_push(1);
  push(1, false);
  emplace(false, true, 1);
  flush();
  flush_all(false);
  push_or_wait(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'push_or_wait' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-32]]:38: note: 'push_or_wait' calls 'push' here
  // CHECK-MESSAGES: :[[@LINE-39]]:5: note: 'push' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-46]]:14: note: 'sleep_for' blocks here
  emplace(true, false, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'emplace' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-31]]:5: note: 'emplace' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-50]]:14: note: 'sleep_for' blocks here
  flush(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-26]]:3: note: 'flush' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-54]]:14: note: 'sleep_for' blocks here
  flush_all(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush_all' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-28]]:29: note: 'flush_all' calls 'flush' here
  // CHECK-MESSAGES: :[[@LINE-31]]:3: note: 'flush' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-59]]:14: note: 'sleep_for' blocks here
  changes(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'changes' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-29]]:5: note: 'changes' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-63]]:14: note: 'sleep_for' blocks here
  co_await work();
}

acme::task<> asked(bool wait) {
  push(1, wait);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'push' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-64]]:5: note: 'push' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-71]]:14: note: 'sleep_for' blocks here
  co_await work();
}
