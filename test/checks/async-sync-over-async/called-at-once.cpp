// RUN: %prove %s
// What an algorithm of the standard library is given and calls, it cannot await.
#include "acme/task.h"
#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

acme::task<int> size();
std::vector<int> items;

acme::task<bool> lambda() {
  bool found = std::any_of(items.begin(), items.end(),
                           [](int each) { return acme::sync_wait(size()) == each; });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'sync_wait' blocks the thread that runs coroutine 'lambda' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: what calls lambda cannot await the task: let a loop of a coroutine do so
  // CHECK-MESSAGES: :[[@LINE-4]]:16: note: coroutine 'lambda' calls 'any_of' here
  co_return found;
}

static int sum() {
  int all = 0;
  std::ranges::for_each(items, [&all](int each) { all += acme::sync_wait(size()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'sync_wait' blocks the thread that runs coroutine 'between' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: what calls lambda cannot await the task: let a loop of a coroutine do so
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'sum' calls 'for_each' here
  // CHECK-MESSAGES: :[[@LINE+3]]:39: note: coroutine 'between' calls 'sum' here
  return all;
}
acme::task<int> between() { co_return sum() + co_await size(); }

// Nobody calls it here.
acme::task<> kept() {
  std::function<int()> later = [] { return acme::sync_wait(size()); };
  std::thread([] { acme::sync_wait(size()); }).detach();
  co_await size();
}
