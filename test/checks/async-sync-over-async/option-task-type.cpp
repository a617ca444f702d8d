// RUN: %prove %s --config-option async.TaskType=acme::job
#include "acme/task.h"

acme::task<int> fetch(int id);
acme::job<int> started(int id) { co_return co_await fetch(id); }

static int load(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'load' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:37: note: coroutine 'caller' calls 'load' here
// CHECK-FIXES: static acme::job<int> load(int id) { co_return co_await fetch(id); }
acme::job<int> caller() { co_return load(1); }
// CHECK-FIXES: acme::job<int> caller() { co_return co_await load(1); }
