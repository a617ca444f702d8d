// RUN: %prove %s
#include "cobalt/cobalt.h"
#include <chrono>
#include <thread>

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
