// RUN: split-file %s %t
// RUN: %prove --project %t

//--- store.h
#pragma once
#include "acme/task.h"

acme::task<> flush();
acme::task<int> size();

inline acme::task<> close() {
  flush();
  // CHECK-MESSAGES: store.h:[[@LINE-1]]:3: warning: the task that 'flush' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await flush();
  co_await flush();
}

//--- writer.cpp
#include "store.h"

acme::task<> write() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'flush' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await flush();
  co_await close();
}

//--- reader.cpp
#include "store.h"

acme::task<int> read() {
  co_await close();
  auto n = co_await size();
  co_return n;
}
