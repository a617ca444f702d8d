// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();

acme::task<> lambdas() {
  auto called = [](int n) -> void { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this coroutine lambda returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: auto called = [](int n) -> acme::task<> { co_await work(); };
  // CHECK-FIX-NOTES: auto called = [](int n) -> acme::task<> { co_await work(); };
  called(1);
  // CHECK-FIXES: co_await called(1);
  // CHECK-FIX-NOTES: co_await called(1);
  called(2);
  // CHECK-FIXES: co_await called(2);
  // CHECK-FIX-NOTES: co_await called(2);
  [&]() -> void { co_await work(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this coroutine lambda returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: co_await [&]() -> acme::task<> { co_await work(); }();
  // CHECK-FIX-NOTES: co_await [&]() -> acme::task<> { co_await work(); }();
  auto unused = []() -> void { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this coroutine lambda returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: auto unused = []() -> acme::task<> { co_await work(); };
  // CHECK-FIX-NOTES: auto unused = []() -> acme::task<> { co_await work(); };
  co_await work();
}

void plain() {
  auto called = []() -> void { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this coroutine lambda returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: this call cannot await it, and would no longer start it
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: return a task once every caller awaits or starts it
  // CHECK-FIX-NOTES: auto called = []() -> acme::task<> { co_await work(); };
  called();
}
