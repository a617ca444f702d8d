// RUN: %prove %s --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs
#include "acme/task.h"

acme::task<int> fetch(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'fetch' returns a task, and its name does not say that it must be awaited: call it 'fetchAsync' [async-naming]
acme::task<int> fetchAsync(int id, bool fast);

acme::task<int> load(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'load' returns a task, and its name does not say that it must be awaited: call it 'loadAsync' [async-naming]
struct cache {
  acme::task<int> loadAsync();
  acme::task<int> find();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'find' returns a task, and its name does not say that it must be awaited: call it 'findAsync' [async-naming]
  // CHECK-FIXES: acme::task<int> findAsync();
};
struct deep_cache : cache {
  acme::task<int> load();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'load' returns a task, and its name does not say that it must be awaited: call it 'loadAsync' [async-naming]
  acme::task<int> findAsync();
};

acme::task<int> one();
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'one' returns a task, and its name does not say that it must be awaited: call it 'oneAsync' [async-naming]
acme::task<long> one(long);
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'one' returns a task, and its name does not say that it must be awaited: call it 'oneAsync' [async-naming]
namespace other {
using ::one;
}

int intAsync();
