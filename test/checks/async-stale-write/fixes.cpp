// RUN: %prove %s
#include "acme/task.h"
#include <string>

acme::task<int> number();
acme::task<bool> test();
acme::task<> tick();
int total = 0, other = 0, more = 0;

// Each value has a name of its own.

acme::task<> twice() {
  total = total + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await number();
  // CHECK-FIXES: total = total + value;
  co_await tick();
  other = other + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'other' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
  // CHECK-FIXES: auto awaited = co_await number();
  // CHECK-FIXES: other = other + awaited;
}

// A part of what is awaited.

struct page {
  int count;
};
acme::task<page> load();
acme::task<std::string> text();
acme::task<> parts() {
  total = total + (co_await load()).count;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await load();
  // CHECK-FIXES: total = total + value.count;
  more = (more) + int((co_await text()).size());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'more' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: the coroutine is suspended here
}

// A condition decides about the await, or something else happens before it.

acme::task<> conditional(int n) {
  total = total > 3 ? total + co_await number() : 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: the coroutine is suspended here
  other = other + (n || co_await test());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'other' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:25: note: the coroutine is suspended here
  more = more + n++ + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'more' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:23: note: the coroutine is suspended here
}

// What is awaited for nothing but its end has no name.

acme::task<> ends() {
  total = total + (co_await tick(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here
}
