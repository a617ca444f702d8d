// RUN: split-file %s %t
// RUN: %prove --project %t

//--- shop.h
#pragma once
#include "acme/task.h"

acme::task<int> fetch(int id);

// Other units may call it.
static inline int price(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: shop.h:[[@LINE-1]]:42: warning: 'get' blocks the thread that runs coroutine 'total' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: shop.h:[[@LINE-2]]:19: note: as a coroutine, 'price' could await the task

// One unit defines all of its members.
class shop {
public:
  acme::task<int> all();

private:
  int stock(int id) const;
  // CHECK-FIXES: acme::task<int> stock(int id) const;
};

// Two units share its members.
class branch {
public:
  acme::task<int> all();
  acme::task<int> some();

private:
  int stock(int id) const;
};

//--- shop.cpp
#include "shop.h"

acme::task<int> fetch(int id) { co_return id; }

acme::task<int> total() { co_return price(1); }

int shop::stock(int id) const { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread that runs coroutine 'all' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:11: note: as a coroutine, 'stock' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:41: note: coroutine 'all' calls 'stock' here
// CHECK-FIXES: acme::task<int> shop::stock(int id) const { co_return co_await fetch(id); }

acme::task<int> shop::all() { co_return stock(1); }
// CHECK-FIXES: acme::task<int> shop::all() { co_return co_await stock(1); }

int branch::stock(int id) const { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread that runs coroutine 'all' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'stock' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:43: note: coroutine 'all' calls 'stock' here

acme::task<int> branch::all() { co_return stock(1); }
// CHECK-MESSAGES: :5:37: note: coroutine 'total' calls 'price' here

//--- branch.cpp
#include "shop.h"

acme::task<int> branch::some() { co_return stock(2) + co_await fetch(1); }
