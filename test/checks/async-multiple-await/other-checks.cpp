// RUN: %prove %s
#include "acme/once.h"
#include "acme/task.h"
#include <future>

acme::once<int> make();

// A call that parks the thread of a coroutine is async-blocking-wait's.
acme::once<int> in_a_coroutine(std::future<int> f, acme::once<int> t) {
  int n = f.get();
  n += f.get();
  n += t.get();
  co_return n + t.get();
}

// One that finds the result taken does not park it.
acme::once<int> awaited_first(acme::once<int> t) {
  int n = co_await std::move(t);
  co_return n + t.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 't' is waited for after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
}
