// RUN: %prove %s
#include "acme/task.h"
#include <array>
#include <utility>
#include <vector>

acme::task<> store(int n);
namespace acme {
task<> when_all(std::vector<task<>> tasks);
}

// The data decides in both instances.
template <typename T> acme::task<> all(const std::vector<T> &values) {
  std::vector<acme::task<>> tasks;
  for (const T &value : values)
    tasks.push_back(store(int(value)));
  co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts a task for each element of 'values' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}

// The type of one argument says how many there are.
template <typename Range> acme::task<> any(const Range &values) {
  for (auto value : values)
    acme::spawn(store(value));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task for each element of 'values' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_return;
}

template <typename Range> acme::task<> fixed(const Range &values) {
  for (auto value : values)
    acme::spawn(store(value));
  co_return;
}

acme::task<> user(std::vector<int> numbers, std::array<int, 3> three) {
  co_await all(numbers);
  co_await all(std::vector<double>());
  co_await any(numbers);
  co_await any(three);
  co_await fixed(three);
}
