// RUN: %prove %s
#include "acme/task.h"
#include <string>
#include <utility>
#include <vector>

// The libraries that have a form with a limit, as far as their names go.
namespace folly::coro {
template <typename T> using Task = acme::task<T>;
template <typename R> Task<std::vector<int>> collectAllRange(R tasks);
template <typename R> Task<std::vector<int>> collectAllWindowed(R tasks, std::size_t concurrency);
template <typename R> Task<std::vector<int>> collectAllTryRange(R tasks);
class AsyncScope {
public:
  void add(Task<int> task);
};
} // namespace folly::coro

namespace async_simple::coro {
template <typename T> acme::task<std::vector<T>> collectAll(std::vector<acme::task<T>> &&tasks);
template <typename T>
acme::task<std::vector<T>> collectAllWindowed(std::size_t concurrency, bool yield, std::vector<acme::task<T>> &&tasks);
} // namespace async_simple::coro

namespace seastar {
template <typename R, typename F> acme::job<> parallel_for_each(R &&range, F f) { return {}; }
template <typename I, typename F> acme::job<> parallel_for_each(I begin, I end, F f) { return {}; }
template <typename R, typename F> acme::job<> max_concurrent_for_each(R &&range, std::size_t n, F f) { return {}; }
namespace coroutine {
template <typename F> class parallel_for_each {
public:
  template <typename R> parallel_for_each(R &&range, F f) {}
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
template <typename R, typename F> parallel_for_each(R &&, F) -> parallel_for_each<F>;
} // namespace coroutine
} // namespace seastar

namespace cppcoro {
class async_scope {
public:
  void spawn(acme::task<int> task);
};
} // namespace cppcoro

acme::task<int> fetch(const std::string &url);
acme::job<> write(const std::string &url);

acme::task<> collected(std::vector<std::string> urls) {
  std::vector<folly::coro::Task<int>> tasks;
  for (auto &url : urls)
    tasks.push_back(fetch(url));
  auto values = co_await folly::coro::collectAllRange(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'collectAllRange' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: auto values = co_await folly::coro::collectAllWindowed(std::move(tasks), 16);

  std::vector<acme::task<int>> more;
  for (auto &url : urls)
    more.push_back(fetch(url));
  co_await async_simple::coro::collectAll(std::move(more));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAll' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await async_simple::coro::collectAllWindowed(16, false, std::move(more));

  // The unit has not seen the other form.
  std::vector<acme::task<int>> tries;
  for (auto &url : urls)
    tries.push_back(fetch(url));
  co_await folly::coro::collectAllTryRange(std::move(tries));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllTryRange' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}

acme::task<> windowed(std::vector<std::string> urls) {
  std::vector<folly::coro::Task<int>> tasks;
  for (auto &url : urls)
    tasks.push_back(fetch(url));
  co_await folly::coro::collectAllWindowed(std::move(tasks), 4);
  co_await seastar::max_concurrent_for_each(urls, 4, write);
}

acme::task<> each(std::vector<std::string> urls) {
  co_await seastar::parallel_for_each(urls, write);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await seastar::max_concurrent_for_each(urls, 16, write);
  co_await seastar::parallel_for_each(urls, [](const std::string &url) { return write(url); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await seastar::max_concurrent_for_each(urls, 16, [](const std::string &url) { return write(url); });
  co_await seastar::coroutine::parallel_for_each(urls, [](const std::string &url) { return write(url); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: co_await seastar::max_concurrent_for_each(urls, 16, [](const std::string &url) { return write(url); });
}

acme::job<> returned(const std::vector<std::string> &urls) {
  return seastar::parallel_for_each(urls, write);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'parallel_for_each' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: run at most 16 of them at a time
  // CHECK-FIX-NOTES: return seastar::max_concurrent_for_each(urls, 16, write);
}

acme::task<> grouped(std::vector<std::string> urls, folly::coro::AsyncScope &scope, cppcoro::async_scope &other) {
  for (auto &url : urls)
    scope.add(fetch(url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (auto &url : urls)
    other.spawn(fetch(url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_return;
}
