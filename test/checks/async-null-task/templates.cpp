// RUN: %prove %s
#include "tasks.h"

template <typename T> plain::task<T> load(T seed);

template <typename T> plain::task<T> load_some(T seed) {
  if (seed == T())
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'load_some' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
  return load(seed);
}

template <typename T> struct cache {
  plain::task<> flush(int size) {
    if (size == 0)
      return {};
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'flush' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
      // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
    return flush_all(size);
  }
  plain::task<> flush_all(int size);
  plain::task<T> get() { return plain::task<T>{}; }
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
};

plain::task<> use(cache<int> &c) {
  co_await c.flush(1);
  co_await c.get();
  co_await load_some(3);
}

// In some instances it is complete.
template <typename Task> Task make() { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'make' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
ready::task complete() { return make<ready::task>(); }
plain::task<> incomplete() { return make<plain::task<>>(); }

#define RETURN_NONE return {}
#define NONE                                                                             \
  {}
plain::task<> by_macro() { RETURN_NONE; }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'by_macro' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: :[[@LINE-5]]:21: note: expanded from macro 'RETURN_NONE'
// CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
plain::task<> braces_by_macro() { return NONE; }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'braces_by_macro' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
