// RUN: %prove %s
#include "acme/task.h"
#include <array>
#include <deque>
#include <vector>

acme::task<> work();
acme::job<int> start();

acme::task<> filled(int n) {
  std::vector<acme::task<>> tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the tasks in 'tasks' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  tasks.reserve(n);
  for (int i = 0; i < n; ++i)
    tasks.push_back(work());
  std::deque<acme::task<>> queue;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the tasks in 'queue' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  queue.emplace_back(work());
  n += tasks.size();
  acme::task<> both[] = {work(), work()};
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the tasks in 'both' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  std::array<acme::task<>, 2> pair{work(), work()};
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the tasks in 'pair' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  std::vector<acme::job<int>> running;
  running.push_back(start());
  co_await work();
}

void ordinary() {
  std::vector<acme::task<>> tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the tasks in 'tasks' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:29: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  tasks.push_back(work());
}
