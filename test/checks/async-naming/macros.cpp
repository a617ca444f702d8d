// RUN: %prove %s --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs
#include "acme/task.h"

acme::task<int> fetch(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'fetch' returns a task, and its name does not say that it must be awaited: call it 'fetchAsync' [async-naming]
acme::task<int> load(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'load' returns a task, and its name does not say that it must be awaited: call it 'loadAsync' [async-naming]
acme::task<int> find(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'find' returns a task, and its name does not say that it must be awaited: call it 'findAsync' [async-naming]
#define FETCH(x) fetch(x)
#define CALL(f) f(1)
#define DECLARE(name) acme::task<int> name(int id)
DECLARE(by_macro);

acme::task<int> useAsync() {
#ifdef NEVER
  co_await find(1);
#endif
  co_return co_await FETCH(1) + co_await CALL(load);
}
