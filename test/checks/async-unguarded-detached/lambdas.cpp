// RUN: %prove %s --config-option 'async-unguarded-detached.ExceptionHandler=log_exception();'
#include "acme/detached.h"
#include "acme/void.h"

acme::task<> work();
void log_exception();
void on_idle(void (*callback)());

void user() {
  auto closure = []() -> acme::fatal_job { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an exception that leaves this coroutine lambda ends the program: nobody awaits it [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-2]]:44: note: it may come from here
  // CHECK-FIXES: auto closure = []() -> acme::fatal_job { try { co_await work(); } catch (...) { log_exception(); } };
  on_idle([]() -> void { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an exception that leaves this coroutine lambda is lost: nobody awaits it [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: it may come from here
  // CHECK-FIXES: on_idle([]() -> void { try { co_await work(); } catch (...) { log_exception(); } });
  auto guarded = []() -> acme::fatal_job {
    try {
      co_await work();
    } catch (...) {
    }
  };
}
