// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <thread>
#include <vector>

acme::task<> flush();
acme::task<int> save(int);

// Members in their classes.

struct window {
  std::function<void()> closed = []() -> acme::task<> { co_await flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<void(int)> saved{save};
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'std::function' drops the task that 'save' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  static inline std::function<void()> at_end = flush;
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'std::function' drops the task that 'flush' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:48: note: a callback that returns void starts the task itself: hand it to what runs tasks here
};
template <class T> struct document {
  std::function<void(T)> changed = [](T) -> acme::task<> { co_await flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: a callback that returns void starts the task itself: hand it to what runs tasks here
};
document<int> of_int;
document<long> of_long;

// Globals.

std::function<void()> at_start = []() -> acme::task<> { co_await flush(); };
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:34: note: a callback that returns void starts the task itself: hand it to what runs tasks here
namespace {
std::vector<std::function<void()>> all = {flush, [] {}};
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'std::function' drops the task that 'flush' returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:43: note: a callback that returns void starts the task itself: hand it to what runs tasks here
std::jthread background(flush);
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'std::jthread' drops the task that 'flush' returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:25: note: a callback that returns void starts the task itself: hand it to what runs tasks here
} // namespace

// Somebody takes the task.

struct job {
  std::function<acme::task<>()> run = []() -> acme::task<> { co_await flush(); };
  std::function<void()> start = [] { acme::spawn(flush()); };
  std::function<void()> none;
  acme::task<> (*pointer)() = flush;
};
std::function<acme::task<>()> taken = flush;
std::function<void()> started = [] { acme::spawn(flush()); };
auto kept = []() -> acme::task<> { co_await flush(); };
