// RUN: %prove %s
// A thread that has told the coroutine of its end is joined at once.
#include "acme/task.h"
#include <thread>

struct event {
  void notify();
  acme::task<> wait();
};
acme::task<> work();
void compute();

acme::task<> told() {
  event done;
  std::thread worker([&] {
    compute();
    done.notify();
  });
  co_await done.wait();
  worker.join();
}

acme::task<> told_in_time(bool late) {
  event done;
  std::thread worker{[&done] { done.notify(); }};
  if (late)
    co_await work();
  co_await done.wait();
  if (late)
    worker.join();
  else
    worker.join();
}

acme::task<> not_told() {
  event done;
  std::thread worker([&] { compute(); });
  co_await done.wait();
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the thread that runs this coroutine [async-blocking-call]
}

acme::task<> told_later() {
  event done;
  std::thread worker([&] { done.notify(); });
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the thread that runs this coroutine [async-blocking-call]
  co_await done.wait();
}

acme::task<> interrupted() {
  event done;
  std::thread worker([&] { done.notify(); });
  bool failed = false;
  try {
    co_await done.wait();
  } catch (int) {
    failed = true;
  }
  if (failed)
    worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' blocks the thread that runs this coroutine [async-blocking-call]
}
