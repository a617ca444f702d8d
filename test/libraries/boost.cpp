// REQUIRES: boost
// RUN: %prove %s
#define BOOST_THREAD_VERSION 4
#include "acme/task.h"
#include <boost/process/system.hpp>
#include <boost/thread.hpp>

acme::task<> work(boost::thread &other, boost::condition_variable &changed,
                  boost::unique_lock<boost::mutex> &lock) {
  boost::this_thread::sleep_for(boost::chrono::milliseconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  other.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the thread that runs this coroutine [async-blocking-call]
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  changed.notify_all();
  boost::process::system("ls");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks the thread that runs this coroutine [async-blocking-call]
  boost::this_thread::yield();
  co_return;
}

acme::task<int> count();
acme::task<int> offloaded() {
  auto pending = boost::async([] { return count().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_return co_await count();
}
