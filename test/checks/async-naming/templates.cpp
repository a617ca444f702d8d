// RUN: %prove %s --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs
#include "acme/task.h"

template <typename T> acme::task<int> count(T from) { co_return co_await std::suspend_never(), 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'count' returns a task, and its name does not say that it must be awaited: call it 'countAsync' [async-naming]
// CHECK-FIXES: template <typename T> acme::task<int> countAsync(T from) { co_return co_await std::suspend_never(), 1; }
template <typename T> acme::task<int> special(T from) { co_return co_await std::suspend_never(), 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'special' returns a task, and its name does not say that it must be awaited: call it 'specialAsync' [async-naming]
template <> acme::task<int> special(char from) { co_return co_await std::suspend_never(), 2; }
acme::task<int> known(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'known' returns a task, and its name does not say that it must be awaited: call it 'knownAsync' [async-naming]
// CHECK-FIXES: acme::task<int> knownAsync(int id);
acme::task<int> depends(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'depends' returns a task, and its name does not say that it must be awaited: call it 'dependsAsync' [async-naming]
acme::task<int> depends(const char *id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'depends' returns a task, and its name does not say that it must be awaited: call it 'dependsAsync' [async-naming]

template <typename T> struct store {
  T value;
  acme::task<T> load() { co_return value; }
  acme::task<int> size();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'size' returns a task, and its name does not say that it must be awaited: call it 'sizeAsync' [async-naming]
  // CHECK-FIXES: acme::task<int> sizeAsync();
  acme::task<int> twice() { co_return co_await size() + co_await known(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'twice' returns a task, and its name does not say that it must be awaited: call it 'twiceAsync' [async-naming]
  // CHECK-FIXES: acme::task<int> twiceAsync() { co_return co_await sizeAsync() + co_await knownAsync(1); }
};
template <typename T> acme::task<int> store<T>::size() { co_return 1; }
// CHECK-FIXES: template <typename T> acme::task<int> store<T>::sizeAsync() { co_return 1; }

template <typename T> acme::task<int> sumAsync(T t, store<T> &s) {
  co_return co_await known(1) + co_await depends(t) + co_await s.load();
  // CHECK-FIXES: co_return co_await knownAsync(1) + co_await depends(t) + co_await s.load();
}
acme::task<int> useAsync(store<int> &s) {
  co_return co_await count(1) + co_await s.size() + co_await sumAsync(1, s) + co_await s.twice();
  // CHECK-FIXES: co_return co_await countAsync(1) + co_await s.sizeAsync() + co_await sumAsync(1, s) + co_await s.twiceAsync();
}
