// RUN: split-file %s %t
// RUN: %prove --project %t

//--- service.h
#pragma once
#include "cppcoro/task.h"

struct service {
  cppcoro::cancellation_token stopping;
  cppcoro::task<> poll(cppcoro::cancellation_token token);
  cppcoro::task<> stop();
  cppcoro::task<> run() {
    for (;;) {
      try {
        co_await poll(stopping);
        // CHECK-MESSAGES: service.h:[[@LINE+2]]:9: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
        // CHECK-MESSAGES: service.h:[[@LINE-2]]:9: note: the cancellation is thrown here
      } catch (...) {
        // CHECK-MESSAGES: service.h:[[@LINE-1]]:9: note: rethrow it in a handler of its own
        // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
      }
    }
  }
};

//--- run.cpp
#include "service.h"

cppcoro::task<> run(service &s) { co_await s.run(); }

//--- stop.cpp
#include "service.h"

cppcoro::task<> service::stop() { co_await run(); }
