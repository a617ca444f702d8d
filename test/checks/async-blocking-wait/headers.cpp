// RUN: split-file %s %t
// RUN: %prove --project %t

//--- rates.h
#pragma once
#include "acme/task.h"

acme::task<int> rate();

inline acme::task<int> doubled() {
  co_return 2 * rate().get();
  // CHECK-MESSAGES: rates.h:[[@LINE-1]]:17: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_return 2 * co_await rate();
}

//--- premium.cpp
#include "rates.h"

acme::task<int> premium() {
  co_return acme::sync_wait(doubled());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_return co_await doubled();
}

//--- excess.cpp
#include "rates.h"

int excess() { return acme::sync_wait(doubled()); }
