// RUN: %prove %s --config-option async-naming.Prefix=co_ -- -isystem %S/../../Inputs
#include "acme/task.h"

acme::task<int> fetch(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'fetch' returns a task, and its name does not say that it must be awaited: call it 'co_fetch' [async-naming]
// CHECK-FIXES: acme::task<int> co_fetch(int id);
acme::task<int> co_load(int id) { co_return co_await fetch(id); }
// CHECK-FIXES: acme::task<int> co_load(int id) { co_return co_await co_fetch(id); }
int co_size();
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: there is nothing to await in what 'co_size' returns, and its name says so: call it 'size' [async-naming]
int size() { return co_size(); }
// What is left is no name.
int co_() { return 1; }
int co_int() { return 1; }
