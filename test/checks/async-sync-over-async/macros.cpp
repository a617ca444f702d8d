// RUN: %prove %s
#include "acme/task.h"

acme::task<int> fetch(int id);
acme::task<> flush();

#define WAIT(task) acme::sync_wait(task)
#define RETURN return
#define RESULT int
#define LOAD(id) called_by_macro(id)

static int wait_by_macro(int id) { return WAIT(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'sync_wait' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-7]]:20: note: expanded from macro 'WAIT'
// CHECK-MESSAGES: :[[@LINE-3]]:12: note: as a coroutine, 'wait_by_macro' could await the task
// CHECK-MESSAGES: :[[@LINE+16]]:13: note: coroutine 'caller' calls 'wait_by_macro' here
static int return_by_macro(int id) { RETURN acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sync_wait' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'return_by_macro' could await the task
// CHECK-MESSAGES: :[[@LINE+12]]:32: note: coroutine 'caller' calls 'return_by_macro' here
static RESULT result_by_macro(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'sync_wait' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, 'result_by_macro' could await the task
// CHECK-MESSAGES: :[[@LINE+8]]:53: note: coroutine 'caller' calls 'result_by_macro' here
static int called_by_macro(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sync_wait' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'called_by_macro' could await the task
// CHECK-MESSAGES: :[[@LINE+4]]:74: note: coroutine 'caller' calls 'called_by_macro' here
// CHECK-MESSAGES: :[[@LINE-19]]:18: note: expanded from macro 'LOAD'

acme::task<int> caller() {
  co_return wait_by_macro(1) + return_by_macro(1) + result_by_macro(1) + LOAD(1);
}
