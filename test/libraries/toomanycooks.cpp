// RUN: %prove %s
#include "tmc/task.h"

tmc::task<> ping();
tmc::task<> tick() { co_await ping(); }

void ordinary(tmc::ex_cpu &executor) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'tmc::spawn(task).detach()'
  tmc::post(executor, ping());
  tmc::post(executor, tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'tick': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-9]]:22: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-10]]:13: note: put the whole body into 'try' and 'catch (...)'
  tmc::spawn(ping()).detach();
}
