// RUN: %prove %s -- -Wall -Wextra -Werror
#include "acme/task.h"
#include <memory>
#include <string>

// A variable that nobody looks at goes where compilers would warn of it.
struct point {
  int x, y;
};
struct [[nodiscard]] status {
  int code;
};
acme::task<> work();
acme::task<int> size();
acme::task<point> place();
acme::task<status> store();
acme::task<std::string> name();
acme::task<std::unique_ptr<int>> make();

acme::task<> unused(bool fast) {
  auto bytes = size();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'bytes' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await size();
  const acme::task<int> more{size()};
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'more' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await size();
  auto where = place();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'where' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await place();
  if (auto stored = size(); fast)
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task in 'stored' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: if (co_await size(); fast)
    co_return;
  co_await work();
}

// What must not be dropped keeps its name.
acme::task<> kept() {
  auto stored = store();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'stored' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: [[maybe_unused]] auto stored = co_await store();
  [[maybe_unused]] auto bytes = size();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'bytes' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: [[maybe_unused]] auto bytes = co_await size();
  co_await work();
}

// Nobody warns of what a destructor may be there for.
acme::task<> destroyed() {
  auto text = name();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'text' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: auto text = co_await name();
  auto number = make();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'number' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: auto number = co_await make();
  co_await work();
}
