// RUN: %prove %s
// The standard library calls what it is given before it returns, or keeps it.
#include "acme/task.h"
#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <numeric>
#include <optional>
#include <thread>
#include <vector>

acme::task<> work();
void nap(int) { std::this_thread::sleep_for(std::chrono::seconds(1)); }
std::vector<int> items;

acme::task<> algorithms() {
  std::for_each(items.begin(), items.end(), [](int each) { nap(each); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'for_each' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:60: note: 'for_each' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-7]]:17: note: 'sleep_for' blocks here
  std::ranges::for_each(items, [](int each) { nap(each); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'for_each' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:47: note: 'for_each' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-11]]:17: note: 'sleep_for' blocks here
  int sum = std::accumulate(items.begin(), items.end(), 0, [](int so_far, int each) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'accumulate' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: 'accumulate' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-15]]:17: note: 'sleep_for' blocks here
    nap(each);
    return so_far + each;
  });
  co_await work();
}

struct visitor {
  void operator()(int each) const { nap(each); }
};
acme::task<> objects() {
  std::for_each(items.begin(), items.end(), visitor{});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'for_each' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:37: note: 'for_each' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-29]]:17: note: 'sleep_for' blocks here
  co_await work();
}

acme::task<> invoked() {
  std::invoke([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'invoke' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: 'sleep_for' blocks here
  co_await work();
}

// Through a function in between.
void all() {
  std::for_each(items.begin(), items.end(), [](int each) { nap(each); });
}
acme::task<> between() {
  all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'all' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'all' calls 'for_each' here
  // CHECK-MESSAGES: :[[@LINE-6]]:60: note: 'for_each' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-49]]:17: note: 'sleep_for' blocks here
  co_await work();
}

// Through a variable that keeps it.
acme::task<> called() {
  std::function<void(int)> run = [](int each) { nap(each); };
  run(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-3]]:49: note: 'run' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-59]]:17: note: 'sleep_for' blocks here
  co_await work();
}

// Kept for others, replaced, or run by another thread.
void keep(std::function<void()>);
acme::task<> replaced() {
  std::function<void(int)> run = [](int each) { nap(each); };
  run = [](int) {};
  run(1);
  std::function<void()> given = [] { nap(1); };
  keep(given);
  co_await work();
}
acme::task<> kept() {
  std::function<void(int)> later = [](int each) { nap(each); };
  std::thread([] { nap(1); }).detach();
  static auto other = std::async(std::launch::async, [] { nap(1); });
  std::vector<std::function<void(int)>> all;
  all.push_back([](int each) { nap(each); });
  std::sort(items.begin(), items.end(), [](int a, int b) { return a < b; });
  co_await work();
}

// A lambda that is a coroutine only begins.
acme::task<> begun() {
  std::vector<acme::task<>> tasks;
  std::transform(items.begin(), items.end(), std::back_inserter(tasks),
                 [](int) -> acme::task<> { co_await work(); });
  for (auto &each : tasks)
    co_await each;
}
