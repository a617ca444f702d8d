// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();

acme::task<> lambdas() {
  auto coroutine = []() -> acme::task<> {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
    co_await work();
  };
  coroutine();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await coroutine();
  co_await coroutine();
  // A plain lambda in a coroutine cannot await.
  auto plain = [] { work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  plain();
  [] { return work(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await [] { return work(); }();
  []() -> acme::task<> { co_await work(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await []() -> acme::task<> { co_await work(); }();
  co_await [] { return work(); }();
}
