// RUN: %prove %s
// What a thread was to set is there once the thread is joined.
#include "acme/task.h"
#include <future>
#include <thread>
#include <utility>

acme::task<> work();
void use(int);

acme::task<> joined() {
  std::promise<int> promise;
  std::future<int> result = promise.get_future();
  std::thread worker([&promise] { promise.set_value(1); });
  co_await work();
  worker.join();
  use(result.get());
}

acme::task<> joined_later(bool fast) {
  std::thread worker;
  std::packaged_task<int()> job([] { return 1; });
  auto result = job.get_future();
  worker = std::thread(std::move(job));
  co_await work();
  worker.join();
  use(result.get());
}

acme::task<> not_yet() {
  std::promise<int> promise;
  std::future<int> result = promise.get_future();
  std::thread worker([&promise] { promise.set_value(1); });
  co_await work();
  use(result.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  worker.join();
}

acme::task<> another(std::promise<int> &elsewhere) {
  std::promise<int> promise;
  std::future<int> result = promise.get_future();
  elsewhere = std::move(promise);
  std::thread worker([] { use(1); });
  co_await work();
  worker.join();
  use(result.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
}
