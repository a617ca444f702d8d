// RUN: split-file %s %t
// RUN: %prove --project %t

//--- store.h
#pragma once
#include "acme/task.h"

acme::task<acme::task<>> open();

inline acme::task<> reopen() {
  co_await open();
  // CHECK-MESSAGES: store.h:[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await open());
}

//--- first.cpp
#include "store.h"

acme::task<> first() {
  co_await open();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await open());
}

//--- second.cpp
// CHECK-SILENT
#include "store.h"

acme::task<> second() { co_await reopen(); }
