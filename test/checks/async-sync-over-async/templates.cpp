// RUN: %prove %s
#include "acme/task.h"

acme::task<int> fetch(int id);
template <typename T> acme::task<T> fetch_as(int id);
acme::task<> flush();

// Templates are reported once and stay what they are.
template <typename T> static T load(int id) { return fetch_as<T>(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks the thread that runs coroutine 'instances' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:32: note: as a coroutine, 'load' could await the task
// CHECK-MESSAGES: :[[@LINE+1]]:42: note: coroutine 'instances' calls 'load' here
acme::task<long> instances() { co_return load<int>(1) + load<long>(2); }

template <typename T> class cache {
public:
  acme::task<T> value() { co_return read(1); }

private:
  T read(int id) { return fetch_as<T>(id).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread that runs coroutine 'value' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, 'read' could await the task
  // CHECK-MESSAGES: :[[@LINE-6]]:37: note: coroutine 'value' calls 'read' here
};
acme::task<int> members() {
  cache<int> ints;
  co_return co_await ints.value();
}

// An ordinary function that a template calls.
static int plain(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'calls' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'plain' could await the task
// CHECK-MESSAGES: :[[@LINE+1]]:61: note: coroutine 'calls' calls 'plain' here
template <typename T> acme::task<T> calls(T id) { co_return plain(id); }
acme::task<int> instance() { co_return co_await calls(1); }

// Never instantiated.
template <typename T> static T unused(T id) { return acme::sync_wait(fetch(1)); }
template <typename T> acme::task<T> never(T id) { co_return unused(id); }
