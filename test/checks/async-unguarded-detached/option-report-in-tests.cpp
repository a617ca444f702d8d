// RUN: %prove %s --config-option 'async.ReportInTests=true'
#include "acme/detached.h"
#include "testing/frameworks.h"

namespace exec {
template <typename Work> void start_detached(Work);
} // namespace exec

acme::task<> unseen();
acme::task<> client() { co_await unseen(); }
acme::fatal_job watch() { co_await unseen(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'watch' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:27: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
TEST(Server, accepts) {
  exec::start_detached(client());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'client': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-8]]:25: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-9]]:14: note: put the whole body into 'try' and 'catch (...)'
  watch();
}
