// RUN: %prove %s
#include "acme/task.h"
#include <future>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

acme::task<int> fetch(const std::string &url);
acme::task<> store(int n);
acme::job<int> start(int n);
std::vector<std::string> load();
acme::task<std::vector<int>> query();

acme::task<int> crawl(const std::string &url) {
  co_await store(1);
  co_return co_await fetch(url);
}

namespace acme {
template <typename T> task<std::vector<T>> when_all(std::vector<task<T>> tasks);
template <typename T> task<std::vector<T>> gather(std::vector<job<T>> &jobs);
task<> when_all(std::vector<task<>> tasks);
template <typename I> task<> join_all(I begin, I end);
template <typename R, typename F> task<> parallel_for_each(R &&range, F f) { return {}; }
} // namespace acme

// Collected, and given to what starts all.
acme::task<> parameters(std::vector<std::string> urls, const std::map<int, std::string> &by_id,
                        std::span<const int> numbers) {
  std::vector<acme::task<int>> tasks;
  for (const std::string &url : urls)
    tasks.push_back(fetch(url));
  auto pages = co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'when_all' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:25: note: let each task wait for a semaphore first, or start a fixed number at a time

  std::vector<acme::task<int>> others;
  others.reserve(by_id.size());
  for (auto &[id, url] : by_id) {
    if (id < 0)
      continue;
    others.emplace_back(crawl(url));
  }
  co_await acme::when_all(std::move(others));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts a task for each element of 'by_id' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-7]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time

  std::vector<acme::task<>> writes;
  for (int n : numbers)
    writes.push_back(store(n));
  co_await acme::join_all(writes.begin(), writes.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join_all' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}

acme::task<> results(std::string first) {
  std::vector<acme::task<int>> tasks;
  for (const auto &url : load())
    tasks.push_back(fetch(url));
  tasks.push_back(fetch(first));
  co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts a task for each element at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}

acme::task<> more_results(std::string first) {
  std::vector<acme::task<>> tasks;
  for (int n : co_await query())
    tasks.push_back(store(n));
  co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts a task for each element at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time

  auto numbers = co_await query();
  std::vector<acme::job<int>> jobs;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    jobs.push_back(start(numbers[i]));
  auto all = acme::gather(jobs);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'gather' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await all;

  const auto names = load();
  std::vector<acme::task<int>> others;
  for (auto it = names.begin(); it != names.end(); ++it) {
    acme::task<int> task = fetch(*it);
    others.push_back(std::move(task));
  }
  co_await acme::when_all(std::move(others));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts a task for each element of 'names' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}

struct client {
  std::vector<std::string> urls;
  std::vector<acme::task<int>> tasks;
  acme::task<> refresh() {
    std::vector<acme::task<int>> pending;
    for (auto &url : urls)
      pending.push_back(fetch(url));
    co_await acme::when_all(std::move(pending));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'when_all' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the tasks are collected in this loop
    // CHECK-MESSAGES: :[[@LINE-3]]:14: note: let each task wait for a semaphore first, or start a fixed number at a time
    for (auto &url : this->urls)
      acme::spawn(fetch(url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: let each task wait for a semaphore first, or start a fixed number at a time
  }
};

// One call for all elements.
acme::task<> each(std::vector<int> numbers, client &c) {
  co_await acme::parallel_for_each(numbers, store);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await acme::parallel_for_each(c.urls, [](const std::string &url) { return fetch(url); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await acme::parallel_for_each(load(), [](const std::string &url) -> acme::task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
    co_await fetch(url);
  });
}

// Started in the loop, and let go of.
acme::task<> spawned(const std::vector<int> &numbers) {
  for (int n : numbers)
    acme::spawn(store(n));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int n : numbers) {
    auto task = store(n);
    if (n > 1)
      acme::spawn(std::move(task));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: let each task wait for a semaphore first, or start a fixed number at a time
  }
  for (int n : numbers)
    for (int i = 0; i < 3; ++i)
      acme::spawn(store(n + i));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await store(1);
}

void ordinary(const std::vector<int> &numbers) {
  for (int n : numbers)
    acme::spawn(store(n));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task for each element of 'numbers' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
}
