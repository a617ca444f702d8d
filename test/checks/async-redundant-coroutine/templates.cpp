// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"

// Another instance may need the coroutine.
template <typename T> acme::task<T> load(T id);
template <typename T> acme::task<T> twice(T id) { co_return co_await load(id); }
acme::task<int> number(int id);
template <typename T> struct store {
  acme::task<int> count(int id) { co_return co_await number(id); }
};
acme::task<int> use(store<int> &s) { co_return co_await twice(1) + co_await s.count(1); }
