// RUN: %prove %s
// What a concept asks of a class keeps its type.
#include "acme/task.h"
#include <concepts>

acme::task<int> fetch(int id);

template <typename T>
concept source = requires(T object) {
  { object.load(1) } -> std::same_as<int>;
  object.skip(1);
};

namespace {
struct file {
  int load(int id) { return acme::sync_wait(fetch(id)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread that runs coroutine 'total' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: as a coroutine, 'load' could await the task
  // CHECK-MESSAGES: :[[@LINE+10]]:47: note: coroutine 'total' calls 'load' here
  int skip(int id) { return acme::sync_wait(fetch(id)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread that runs coroutine 'total' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: as a coroutine, 'skip' could await the task
  // CHECK-MESSAGES: :[[@LINE+6]]:62: note: coroutine 'total' calls 'skip' here
  // CHECK-FIXES: acme::task<int> skip(int id) { co_return co_await fetch(id); }
};
static_assert(source<file>);
} // namespace

acme::task<int> total(file &file) { co_return file.load(1) + file.skip(2); }
// CHECK-FIXES: acme::task<int> total(file &file) { co_return file.load(1) + co_await file.skip(2); }
