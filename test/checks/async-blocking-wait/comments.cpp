// RUN: %prove %s
#include "acme/task.h"

acme::task<int> number();

// What goes takes no comment with it.
acme::task<int> comments(acme::task<int> n, acme::task<int> m) {
  int a = acme::sync_wait(/* the total */ number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await /* the total */ number();
  int b = acme::sync_wait( number() ); // counted
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int b = co_await number(); // counted
  int c = n // of claims
              .get();
  // CHECK-MESSAGES: :[[@LINE-2]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int c = co_await n // of claims
  // CHECK-FIXES: ;
  int d = m
              .get();
  // CHECK-MESSAGES: :[[@LINE-2]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int d = co_await m;
  // CHECK-FIXES-REMOVED: .get();
  co_return a;
}
