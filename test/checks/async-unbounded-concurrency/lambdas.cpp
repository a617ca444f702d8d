// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <utility>
#include <vector>

acme::task<> store(int n);
namespace acme {
task<> when_all(std::vector<task<>> tasks);
}

acme::task<> lambdas(std::vector<int> numbers) {
  auto all = [&]() -> acme::task<> {
    std::vector<acme::task<>> tasks;
    for (int n : numbers)
      tasks.push_back(store(n));
    co_await acme::when_all(std::move(tasks));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'when_all' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the tasks are collected in this loop
    // CHECK-MESSAGES: :[[@LINE-3]]:14: note: let each task wait for a semaphore first, or start a fixed number at a time
  };
  co_await all();
  std::vector<acme::task<>> tasks;
  for (int n : numbers)
    tasks.push_back([](int n) -> acme::task<> { co_await store(n); }(n));
  co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  auto spawn_all = [](const std::vector<int> &numbers) {
    for (int n : numbers)
      acme::spawn(store(n));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: let each task wait for a semaphore first, or start a fixed number at a time
  };
  spawn_all(numbers);
  // Who calls the lambda, and how often, is not in sight.
  std::for_each(numbers.begin(), numbers.end(), [](int n) { acme::spawn(store(n)); });
  for (int n : numbers) {
    auto later = [n] { acme::spawn(store(n)); };
    if (n == 1)
      later();
  }
}
