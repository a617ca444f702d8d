// RUN: %prove %s
#include "acme/task.h"
#include "seastar/core.h"
#include "counter.h"
#include <string>

acme::task<int> answer() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'answer' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
acme::task<int> twice(int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'twice' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
  if (n > 100)
    co_return 200;
  co_return 2 * n;
}
void log(int);
acme::task<> note(int n) { log(n); }
struct store {
  int items = 0;
  acme::task<int> size() const { co_return items; }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'size' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
  static acme::task<std::string> name() { co_return "store"; }
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: coroutine 'name' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
};
acme::task<int> use(store &s) {
  co_await note(1);
  auto local = []() -> acme::task<int> { co_return 3; };
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this coroutine lambda awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
  std::string name = co_await store::name();
  co_return co_await answer() + co_await twice(3) + co_await s.size() + co_await local();
}

// The library has a task that is complete.
seastar::future<int> ready(int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: coroutine 'ready' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:22: note: if it has to return a task, one that is complete does: 'seastar::make_ready_future<int>(...)'
  if (n == 0)
    co_return 0;
  co_return n + 1;
    // CHECK-FIX-NOTES: return seastar::make_ready_future<int>(0);
    // CHECK-FIX-NOTES: return seastar::make_ready_future<int>(n + 1);
}
seastar::future<> done(int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'done' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: if it has to return a task, one that is complete does: 'seastar::make_ready_future<>()'
  log(n);
  co_return;
  // CHECK-FIX-NOTES: return seastar::make_ready_future<>();
}
seastar::future<> falls_off(int n) { log(n); }
seastar::future<int> use_ready() {
  co_await done(1);
  co_await falls_off(1);
  co_return co_await ready(2);
}

// A template that awaits in no instance
template <typename T> acme::task<T> pass(T value) { co_return value; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: coroutine 'pass' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
acme::task<int> use_templates() { co_return co_await pass(1) + co_await pass(2); }

// In a header, behind a declaration there, in a macro
acme::task<int> counter::reset(int n) { co_return last = n; }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: coroutine 'reset' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
#define CONSTANT(name, value) acme::task<int> name() { co_return value; }
CONSTANT(three, 3)
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: coroutine 'three' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
acme::task<int> use_others(counter &c) {
  co_return co_await c.next() + co_await c.reset(0) + co_await three();
}
