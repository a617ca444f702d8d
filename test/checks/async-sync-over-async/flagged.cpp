// RUN: %prove %s
#include "acme/task.h"
#include <string>

acme::task<int> fetch(int id);
acme::task<> flush();

static int load(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread that runs coroutine 'total' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'load' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:37: note: coroutine 'total' calls 'load' here
// CHECK-FIXES: static acme::task<int> load(int id) { co_return co_await fetch(id); }
acme::task<int> total() { co_return load(1) + load(2); }
// CHECK-FIXES: acme::task<int> total() { co_return co_await load(1) + co_await load(2); }

// Through another ordinary function.
static int inner(int id) {
// CHECK-FIXES: static acme::task<int> inner(int id) {
  int value = fetch(id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread that runs coroutine 'chain' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: as a coroutine, 'inner' could await the task
  // CHECK-MESSAGES: :[[@LINE+11]]:10: note: 'outer' calls 'inner' here
  // CHECK-MESSAGES: :[[@LINE+14]]:13: note: coroutine 'chain' calls 'outer' here
  // CHECK-FIXES: int value = co_await fetch(id);
  return value * 2;
  // CHECK-FIXES: co_return value * 2;
}
static int outer(int id) {
// CHECK-FIXES: static acme::task<int> outer(int id) {
  if (id < 0)
    return 0;
    // CHECK-FIXES: co_return 0;
  return inner(id) + inner(id + 1);
  // CHECK-FIXES: co_return co_await inner(id) + co_await inner(id + 1);
}
acme::task<int> chain() {
  int sum = outer(1);
  // CHECK-FIXES: int sum = co_await outer(1);
  co_await flush();
  co_return sum;
}

// One that returns nothing.
static void settle() {
// CHECK-FIXES: static acme::task<> settle() {
  flush().wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs coroutine 'settled' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: as a coroutine, 'settle' could await the task
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: coroutine 'settled' calls 'settle' here
  // CHECK-FIXES: co_await flush();
  acme::sync_wait(flush());
  // CHECK-FIXES: co_await flush();
}
acme::task<> settled() {
  settle();
  // CHECK-FIXES: co_await settle();
  co_await flush();
}

// A private member, and one that is const.
class store {
public:
  acme::task<std::string> title(int id) {
    co_await flush();
    co_return name(id) + suffix();
    // CHECK-FIXES: co_return co_await name(id) + co_await suffix();
  }

private:
  std::string name(int id);
  // CHECK-FIXES: acme::task<std::string> name(int id);
  std::string suffix() const { return acme::sync_wait(text(0)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread that runs coroutine 'title' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, 'suffix' could await the task
  // CHECK-MESSAGES: :[[@LINE-10]]:26: note: coroutine 'title' calls 'suffix' here
  // CHECK-FIXES: acme::task<std::string> suffix() const { co_return co_await text(0); }
  acme::task<std::string> text(int id) const;
};
std::string store::name(int id) { return text(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread that runs coroutine 'title' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: as a coroutine, 'name' could await the task
// CHECK-MESSAGES: :[[@LINE-17]]:15: note: coroutine 'title' calls 'name' here
// CHECK-FIXES: acme::task<std::string> store::name(int id) { co_return co_await text(id); }

namespace {
int hidden(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread that runs coroutine 'uses_hidden' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, 'hidden' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:43: note: coroutine 'uses_hidden' calls 'hidden' here
// CHECK-FIXES: acme::task<int> hidden(int id) { co_return co_await fetch(id); }
} // namespace
acme::task<int> uses_hidden() { co_return hidden(3); }
// CHECK-FIXES: acme::task<int> uses_hidden() { co_return co_await hidden(3); }

// A function that others can see stays what it is.
int visible(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'get' blocks the thread that runs coroutine 'uses_visible' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, 'visible' could await the task
// CHECK-MESSAGES: :[[@LINE+1]]:44: note: coroutine 'uses_visible' calls 'visible' here
acme::task<int> uses_visible() { co_return visible(3); }
