// REQUIRES: boost
// RUN: %prove %s
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
