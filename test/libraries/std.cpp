// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <latch>
#include <semaphore>
#include <stop_token>
#include <thread>
#include <vector>

acme::task<> ping();
acme::task<> each(int);
acme::task<int> count(std::stop_token token = {});

acme::task<int> waits(std::future<int> future, std::shared_future<void> shared,
                      std::stop_token token) {
  int n = future.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'std::future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  shared.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine until the future completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'std::shared_future' cannot be awaited here: let the work return a task, or resume the coroutine from a completion callback
  if (future.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    co_return 0;
  co_return n + co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'count' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-14]]:39: note: this parameter takes the token
  // CHECK-FIXES: co_return n + co_await count(token);
}

acme::task<> calls(std::thread &other, std::condition_variable &changed,
                   std::unique_lock<std::mutex> &lock, std::latch &latch,
                   std::counting_semaphore<> &permits) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  other.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the thread that runs this coroutine [async-blocking-call]
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  permits.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'acquire' blocks the thread that runs this coroutine [async-blocking-call]
  if (permits.try_acquire() && latch.try_wait())
    co_return;
  std::ifstream file("name");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::ifstream' blocks the thread that runs this coroutine [async-blocking-call]
  std::filesystem::remove_all("folder");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread that runs this coroutine [async-blocking-call]
}

void sinks(std::vector<int> &items) {
  std::thread first(ping);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::thread' drops the task that 'ping' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::jthread second(std::bind_front(each, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'std::jthread' drops the task that 'each' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::for_each(items.begin(), items.end(), each);
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'std::for_each' drops the task that 'each' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:45: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::thread third(std::ref(ping));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'std::thread' drops the task that 'ping' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:30: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

int twice(std::future<int> pending) {
  int n = pending.get();
  return n + pending.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'pending' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
}

acme::task<int> offloaded() {
  co_return 1 + std::async([] { return count().get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'async' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  // CHECK-FIXES: co_return 1 + co_await count();
}
