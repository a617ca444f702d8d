// RUN: %prove %s
#include "acme/task.h"
#include <utility>
#include <vector>

acme::task<> store(int n);
namespace folly::coro {
acme::task<> collectAllRange(std::vector<acme::task<>> tasks);
acme::task<> collectAllWindowed(std::vector<acme::task<>> tasks, int limit);
} // namespace folly::coro

#define EACH(item, items) for (auto item : items)
#define ALL(tasks) co_await folly::coro::collectAllRange(std::move(tasks))
#define TASKS std::move(tasks)

acme::task<> loops(std::vector<int> numbers) {
  std::vector<acme::task<>> tasks;
  EACH(n, numbers)
    tasks.push_back(store(n));
  co_await folly::coro::collectAllRange(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-11]]:27: note: expanded from macro 'EACH'
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await folly::coro::collectAllWindowed(std::move(tasks), 16);
}

acme::task<> calls(std::vector<int> numbers) {
  std::vector<acme::task<>> tasks;
  for (int n : numbers)
    tasks.push_back(store(n));
  ALL(tasks);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'collectAllRange' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-21]]:29: note: expanded from macro 'ALL'
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: let each task wait for a semaphore first, or start a fixed number at a time
  // CHECK-MESSAGES: :[[@LINE-24]]:29: note: expanded from macro 'ALL'
}

acme::task<> arguments(std::vector<int> numbers) {
  std::vector<acme::task<>> tasks;
  for (int n : numbers)
    tasks.push_back(store(n));
  co_await folly::coro::collectAllRange(TASKS);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}
