// RUN: %prove %s
#include "acme/detached.h"

#define JOB(name) acme::fatal_job name()
#define RUN(task) co_await task

acme::task<> work();

JOB(named_by_macro) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: an exception that leaves coroutine 'named_by_macro' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:23: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:5: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
acme::fatal_job awaits_by_macro() { RUN(work()); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'awaits_by_macro' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:37: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-11]]:19: note: expanded from macro 'RUN'
// CHECK-MESSAGES: :[[@LINE-4]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
