// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

struct quick {
  void act() {}
};
struct slow {
  void act() { std::this_thread::sleep_for(1s); }
};

template <typename T> acme::task<> both(T t) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  t.act();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'act' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-8]]:16: note: 'sleep_for' blocks here
  co_return;
}
template acme::task<> both(quick);
template acme::task<> both(slow);

template <typename T> acme::task<> pattern(T t) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  t.act();
  co_return;
}

template <typename D> void nap(D time) { std::this_thread::sleep_for(time); }
acme::task<> instance() {
  nap(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-4]]:42: note: 'sleep_for' blocks here
  co_return;
}
