// RUN: %prove %s
#include "acme/task.h"

acme::task<int> number();

int ordinary() {
  auto coroutine = [](auto t) -> acme::task<int> { co_return t.get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto coroutine = [](auto t) -> acme::task<int> { co_return co_await t; };
  auto blocking = [] { return number().get(); };
  auto nested = [] {
    return []() -> acme::task<int> { co_return acme::sync_wait(number()); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    // CHECK-FIXES: return []() -> acme::task<int> { co_return co_await number(); }();
  };
  return acme::sync_wait(coroutine(number())) + blocking();
}

acme::task<int> captures(acme::task<int> t) {
  auto plain = [&t] { return t.get(); };
  auto coroutine = [&t]() -> acme::task<int> { co_return t.get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto coroutine = [&t]() -> acme::task<int> { co_return co_await t; };
  co_return co_await coroutine();
}
