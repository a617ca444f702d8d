// RUN: %prove %s
#include "acme/task.h"

acme::task<int> number();
int total;

#define AWAIT(e) co_await e
#define ADD(to, e) to = to + co_await e

acme::task<> suspension() {
  total = total + AWAIT(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
  // CHECK-MESSAGES: :[[@LINE-8]]:18: note: expanded from macro 'AWAIT'
}

acme::task<> whole() {
  ADD(total, number());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the coroutine is suspended here
  // CHECK-MESSAGES: :[[@LINE-15]]:30: note: expanded from macro 'ADD'
}

acme::task<> handler() {
  for (int i = 0; i < 3; ++i)
    total = total + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: the coroutine is suspended here
}

int more();

acme::task<> other_call() {
  total = total + more() * co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: the coroutine is suspended here
}

acme::task<> on_one_branch(bool some) {
  total = total + (some ? co_await number() : 0);
}
