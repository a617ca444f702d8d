// RUN: %prove %s --config-option async-naming.Prefix=co --config-option async-naming.Suffix=_async -- -isystem %S/../../Inputs
#include "acme/task.h"

acme::task<int> fetch(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'fetch' returns a task, and its name does not say that it must be awaited: call it 'cofetch_async' [async-naming]
// CHECK-FIXES: acme::task<int> cofetch_async(int id);
acme::task<int> cofetch2(int id) { co_return 1 + co_await fetch(id); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'cofetch2' returns a task, and its name does not say that it must be awaited: call it 'cofetch2_async' [async-naming]
// CHECK-FIXES: acme::task<int> cofetch2_async(int id) { co_return 1 + co_await cofetch_async(id); }
acme::task<int> cofetch3_async(int id) { co_return co_await cofetch2(id); }
// CHECK-FIXES: acme::task<int> cofetch3_async(int id) { co_return co_await cofetch2_async(id); }
int cosize_async();
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: there is nothing to await in what 'cosize_async' returns, and its name says so: call it 'size' [async-naming]
// CHECK-FIXES: int size();
