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

// A library may call what it is given where there is nothing to wait for, and knows when.
bool is_there();
template <typename F> int read(F f) { return is_there() ? std::invoke(f, 1) : 0; }
template <typename T> struct source {
  template <typename F> int read(F f) {
    return [&] { return is_there() ? std::invoke(f, T()) : 0; }();
  }
};
static int read_both(source<int> from) {
  return read([](int) { return acme::sync_wait(size()); }) +
         from.read([](int) { return acme::sync_wait(size()); });
}
acme::task<int> reader(source<int> from) { co_return read_both(from) + co_await size(); }

// A template calls its own.
template <typename T> acme::task<bool> in_template(std::vector<T> all) {
  co_return std::any_of(all.begin(), all.end(),
                        [](T each) { return acme::sync_wait(size()) == each; });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sync_wait' blocks the thread that runs coroutine 'in_template' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: what calls lambda cannot await the task: let a loop of a coroutine do so
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: coroutine 'in_template' calls 'any_of' here
}
acme::task<bool> ints() { co_return co_await in_template(items); }
