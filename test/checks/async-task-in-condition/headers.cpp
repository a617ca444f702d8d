// RUN: split-file %s %t
// RUN: %prove --project %t

//--- store.h
#pragma once
#include "acme/task.h"

acme::task<bool> is_open();

inline acme::task<> reopen(int &times) {
  if (!is_open())
  // CHECK-MESSAGES: store.h:[[@LINE-1]]:8: warning: the task that 'is_open' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (!co_await is_open())
    ++times;
  co_await is_open();
}

//--- first.cpp
#include "store.h"

acme::task<> first(int &times) {
  while (is_open())
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'is_open' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: while (co_await is_open())
    co_await reopen(times);
}

//--- second.cpp
// CHECK-SILENT
#include "store.h"

acme::task<> second(int &times) { co_await reopen(times); }
