// RUN: %prove %s --config-option 'async-unguarded-detached.ExceptionHandler=log_exception();'
#include "acme/detached.h"
#include "acme/void.h"

#define BODY { co_await work(); }

acme::task<> work();
void log_exception();

acme::fatal_job one_line() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'one_line' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:30: note: it may come from here
// CHECK-FIXES: acme::fatal_job one_line() { try { co_await work(); } catch (...) { log_exception(); } }
acme::fatal_job lines(int n) { // a comment
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'lines' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: it may come from here
// CHECK-FIXES: acme::fatal_job lines(int n) { try { // a comment
  co_await work();
  if (n)
    co_return;
  co_await work();
  // the end
}
// CHECK-FIXES: } catch (...) { log_exception(); } }
struct failure {};
acme::fatal_job partly() {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'partly' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+3]]:5: note: it may come from here
// CHECK-FIXES: acme::fatal_job partly() { try {
  try {
    co_await work();
  } catch (const failure &) {
  }
}
// CHECK-FIXES: } catch (...) { log_exception(); } }
acme::fatal_job by_macro() BODY
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'by_macro' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:28: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-34]]:16: note: expanded from macro 'BODY'
// CHECK-MESSAGES: :[[@LINE-4]]:17: note: put the whole body into 'try' and 'catch (...)'

struct actor {
  acme::fatal_job start();
};
acme::fatal_job actor::start() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves coroutine 'start' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:34: note: it may come from here
// CHECK-FIXES: acme::fatal_job actor::start() { try { co_await work(); } catch (...) { log_exception(); } }

struct KeyEvent {};
void pressed(KeyEvent) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: an exception that leaves coroutine 'pressed' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: it may come from here
// CHECK-FIXES: void pressed(KeyEvent) { try { co_await work(); } catch (...) { log_exception(); } }

namespace exec {
template <typename Work> void start_detached(Work);
} // namespace exec
acme::task<> open() { co_await work(); }
void starts() {
  exec::start_detached(open());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'open': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-4]]:23: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-5]]:14: note: put the whole body into 'try' and 'catch (...)'
  exec::start_detached([]() -> acme::task<> { co_await work(); }());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves this coroutine lambda: the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-2]]:47: note: it may come from here
  // CHECK-FIXES: exec::start_detached([]() -> acme::task<> { try { co_await work(); } catch (...) { log_exception(); } }());
}
