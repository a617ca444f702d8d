// RUN: %prove %s --config-option 'async-unguarded-detached.ExceptionHandler=log_exception()'
#include "acme/detached.h"

acme::task<> work();
void log_exception();

acme::fatal_job start() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'start' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:27: note: it may come from here
// CHECK-FIXES: acme::fatal_job start() { try { co_await work(); } catch (...) { log_exception(); } }
