// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

acme::task<int> fetch(int page);
acme::task<> store(int page);

namespace acme {
template <typename T> task<std::vector<T>> when_all(std::vector<task<T>> tasks);
task<> when_all(std::vector<task<>> tasks);
// A gather whose constructor is the call.
template <typename F> class for_each_concurrent {
public:
  template <typename R> for_each_concurrent(R &&range, F f) {}
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
template <typename R, typename F> for_each_concurrent(R &&, F) -> for_each_concurrent<F>;
// One that has such a name, and starts nothing.
template <typename F> class gather {
public:
  template <typename R> gather(R &&range, F f) {}
};
template <typename R, typename F> gather(R &&, F) -> gather<F>;
} // namespace acme

// A number that somebody gives is data.
acme::task<> given(int n) {
  std::vector<acme::task<int>> tasks;
  for (int i = 0; i < n; ++i)
    tasks.push_back(fetch(i));
  co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts as many tasks as 'n' says at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}
acme::task<> counted_down(std::size_t total) {
  std::vector<acme::task<>> tasks;
  for (std::size_t i = 0; total != i; i++)
    tasks.push_back(store(int(i)));
  co_await acme::when_all(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' starts as many tasks as 'total' says at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}
struct crawler {
  acme::task<> run(const unsigned last) {
    std::vector<acme::task<int>> tasks;
    tasks.reserve(last);
    for (unsigned i = 1; i <= last; ++i)
      tasks.emplace_back(fetch(int(i)));
    co_await acme::when_all(std::move(tasks));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'when_all' starts as many tasks as 'last' says at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the tasks are collected in this loop
    // CHECK-MESSAGES: :[[@LINE-3]]:14: note: let each task wait for a semaphore first, or start a fixed number at a time
  }
};

// One that is limited here, or is a limit, or that the code of all callers tells.
acme::task<> checked(int n) {
  if (n > 8)
    co_return;
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < n; ++i)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
}
acme::task<> cut(int n) {
  n = std::min(n, 8);
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < n; ++i)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
}
acme::task<> cut_in_the_loop(int n) {
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < std::min(n, 8); ++i)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
}
acme::task<> a_limit(int concurrency, int max_pages, int workers) {
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < concurrency; ++i)
    tasks.push_back(store(i));
  for (int i = 0; i < max_pages; ++i)
    tasks.push_back(store(i));
  for (int i = 0; i < workers; ++i)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
}
acme::task<> some(int n) {
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < n; ++i)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
}
acme::task<> user() {
  co_await some(3);
  co_await some(2 * 4);
}
// Who starts them itself gives each a number.
acme::task<> start(int n) {
  for (int i = 0; i < n; ++i)
    acme::spawn(store(i));
  co_await store(n);
}
acme::task<> one_after_another(int n) {
  for (int i = 0; i < n; ++i) {
    std::vector<acme::task<>> pair;
    pair.push_back(store(i));
    pair.push_back(store(-i));
    co_await acme::when_all(std::move(pair));
  }
}

// What stands behind a pointer.
std::shared_ptr<std::vector<int>> shared_rows();
acme::task<> constructed(std::shared_ptr<std::vector<int>> rows, std::vector<int> *raw, std::vector<int> own) {
  co_await acme::for_each_concurrent(*rows, store);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'for_each_concurrent' starts a task for each element at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await acme::for_each_concurrent(*raw, [](int row) -> acme::task<> { co_await store(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'for_each_concurrent' starts a task for each element at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  auto loaded = shared_rows();
  co_await acme::for_each_concurrent(*loaded, store);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'for_each_concurrent' starts a task for each element at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await acme::for_each_concurrent(own, store);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'for_each_concurrent' starts a task for each element of 'own' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
  std::vector<int> three = {1, 2, 3};
  co_await acme::for_each_concurrent(three, store);
  std::vector<std::vector<int>> groups = {own, own};
  for (auto group = groups.begin(); group != groups.end(); ++group)
    co_await acme::for_each_concurrent(*group, store);
  auto few = std::make_shared<std::vector<int>>(3);
  co_await acme::for_each_concurrent(*few, store);
  acme::gather(own, store);
}
