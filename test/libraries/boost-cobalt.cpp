// RUN: %prove %s
#include "cobalt/cobalt.h"
#include <chrono>
#include <thread>
#include <vector>

namespace cobalt = boost::cobalt;

cobalt::task<int> count();
cobalt::task<> ping();
cobalt::promise<int> started();

cobalt::task<int> work(cobalt::promise<int> &pending) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await boost::cobalt::io::sleep(std::chrono::seconds(1));
  int n = cobalt::run(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  n += pending.get();
  co_return n + co_await count();
}

// An operation composed as a coroutine owns its frame.
void compose(int, cobalt::completion_handler<int> handler) {
  co_await std::suspend_always();
}

void ordinary() {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'boost::cobalt::spawn'
  started();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'started' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'boost::cobalt::spawn'
  +started();
  cobalt::spawn({}, [] { return ping(); }, cobalt::use_op_t());
}

cobalt::task<int> twice(cobalt::task<int> lazy, cobalt::promise<int> pending) {
  int n = co_await lazy + co_await pending;
  n += co_await lazy;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lazy' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
  co_return n + co_await pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'pending' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-6]]:27: note: it is awaited here first
}

cobalt::task<> each(std::vector<int> items) {
  std::vector<cobalt::promise<int>> pending;
  for (int item : items)
    pending.push_back(started());
  co_await cobalt::join(pending);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}

thread_local int depth = 0;

// The coroutine stays on its thread.
cobalt::task<> on_one_thread() {
  ++depth;
  co_await ping();
  --depth;
}
