// RUN: %prove %s --config-option async-unbounded-concurrency.MaxConcurrency=4
#include "acme/task.h"
#include <utility>
#include <vector>

acme::task<> store(int n);
namespace folly::coro {
acme::task<> collectAllRange(std::vector<acme::task<>> tasks);
acme::task<> collectAllWindowed(std::vector<acme::task<>> tasks, int limit);
} // namespace folly::coro

acme::task<> all(std::vector<int> numbers) {
  std::vector<acme::task<>> tasks;
  for (int n : numbers)
    tasks.push_back(store(n));
  co_await folly::coro::collectAllRange(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: run at most 4 of them at a time
  // CHECK-FIX-NOTES: co_await folly::coro::collectAllWindowed(std::move(tasks), 4);
}
