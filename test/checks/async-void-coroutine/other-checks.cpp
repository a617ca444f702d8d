// RUN: %prove %s --checks='async-*' --config-option async-void-coroutine.WarnOnAllDetached=true
#include "acme/detached.h"
#include <string>

acme::task<> step();
acme::task<int> number();
void log(const std::string &text);

// One line, one finding: what should be a task needs no guard.

acme::fatal_job sweep() { co_await step(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'sweep' returns the detached type 'acme::fatal_job': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> sweep() { co_await step(); }

acme::rethrowing_job sweeps_twice() {
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: coroutine 'sweeps_twice' returns the detached type 'acme::rethrowing_job': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> sweeps_twice() {
  co_await step();
  co_await step();
}

acme::opaque_job tells(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'tells' returns the detached type 'acme::opaque_job': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> tells(const std::string &text) {
  co_await step();
  log(text);
}

acme::fatal_job (*handler)() = nullptr;
acme::fatal_job handles() { co_await step(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'handles' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:29: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
void connect() { handler = handles; }

// Who guards it must return a task nevertheless, and a task needs no guard.

acme::fatal_job guarded() {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'guarded' returns the detached type 'acme::fatal_job': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> guarded() {
  try {
    co_await step();
  } catch (...) {
  }
}

acme::task<> awaited() { co_await step(); }
