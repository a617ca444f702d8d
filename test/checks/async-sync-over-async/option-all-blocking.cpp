// RUN: %prove %s --config-option async-sync-over-async.WarnOnAllBlocking=true
#include "acme/task.h"

acme::task<int> fetch(int id);

// Nobody calls it.
int alone(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'get' blocks the thread until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, 'alone' could await the task

// All that call it can change with it.
static int inner(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sync_wait' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'inner' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:38: note: coroutine 'caller' calls 'inner' here
// CHECK-FIXES: static acme::task<int> inner(int id) { co_return co_await fetch(id); }
acme::task<int> caller() { co_return inner(1); }
// CHECK-FIXES: acme::task<int> caller() { co_return co_await inner(1); }

auto closure = [] { return acme::sync_wait(fetch(1)); };
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sync_wait' blocks the thread until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:16: note: as a coroutine, lambda could await the task

int main() { return acme::sync_wait(fetch(1)); }
