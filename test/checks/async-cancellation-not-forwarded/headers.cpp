// RUN: split-file %s %t
// RUN: %prove --project %t

//--- store.h
#pragma once
#include "acme/task.h"
#include <stop_token>

acme::task<> flush(std::stop_token stop = {});

inline acme::task<> close(std::stop_token stop) {
  co_await flush();
  // CHECK-MESSAGES: store.h:[[@LINE-1]]:12: warning: 'flush' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: store.h:[[@LINE-5]]:36: note: this parameter takes the token
  // CHECK-FIXES: co_await flush(stop);
}

//--- writer.cpp
#include "store.h"

acme::task<> write(std::stop_token stop) {
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'flush' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-FIXES: co_await flush(stop);
  co_await close(stop);
}

//--- reader.cpp
#include "store.h"

acme::task<> read(std::stop_token stop) { co_await close(stop); }
