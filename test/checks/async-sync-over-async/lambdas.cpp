// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <string>

acme::task<int> fetch(int id);
acme::task<std::string> text(int id);
acme::task<> flush();

acme::task<int> local() {
  auto load = [](int id) { return fetch(id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'local' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+2]]:13: note: coroutine 'local' calls 'load' here
  // CHECK-FIXES: auto load = [](int id) -> acme::task<int> { co_return co_await fetch(id); };
  co_return load(1) + load(2);
  // CHECK-FIXES: co_return co_await load(1) + co_await load(2);
}

acme::task<int> captures() {
  int base = 1;
  auto load = [&, step = 2](int id) mutable {
  // CHECK-FIXES: auto load = [&, step = 2](int id) mutable -> acme::task<int> {
    base += step;
    if (base > 9)
      return 0;
      // CHECK-FIXES: co_return 0;
    return fetch(id + base).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread that runs coroutine 'captures' until the task completes [async-sync-over-async]
    // CHECK-MESSAGES: :[[@LINE-8]]:15: note: as a coroutine, lambda could await the task
    // CHECK-MESSAGES: :[[@LINE+3]]:13: note: coroutine 'captures' calls 'load' here
    // CHECK-FIXES: co_return co_await fetch(id + base);
  };
  co_return load(1);
  // CHECK-FIXES: co_return co_await load(1);
}

acme::task<std::string> without_parameters() {
  auto name = [] { return acme::sync_wait(text(1)); };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sync_wait' blocks the thread that runs coroutine 'without_parameters' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+14]]:13: note: coroutine 'without_parameters' calls 'name' here
  // CHECK-FIXES: auto name = []() -> acme::task<std::string> { co_return co_await text(1); };
  auto settle = [] { flush().wait(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'wait' blocks the thread that runs coroutine 'without_parameters' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+7]]:3: note: coroutine 'without_parameters' calls 'settle' here
  // CHECK-FIXES: auto settle = []() -> acme::task<> { co_await flush(); };
  auto written = []() -> std::string { return acme::sync_wait(text(1)); };
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sync_wait' blocks the thread that runs coroutine 'without_parameters' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+4]]:22: note: coroutine 'without_parameters' calls 'written' here
  // CHECK-FIXES: auto written = []() -> acme::task<std::string> { co_return co_await text(1); };
  settle();
  // CHECK-FIXES: co_await settle();
  co_return name() + written();
  // CHECK-FIXES: co_return co_await name() + co_await written();
}

acme::task<int> called_at_once() {
  co_return [] { return fetch(1).get(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks the thread that runs coroutine 'called_at_once' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: coroutine 'called_at_once' calls 'lambda' here
  // CHECK-FIXES: co_return co_await []() -> acme::task<int> { co_return co_await fetch(1); }();
}

// A lambda through a lambda.
acme::task<int> nested() {
  auto outer = [](int id) {
  // CHECK-FIXES: auto outer = [](int id) -> acme::task<int> {
    auto inner = [](int id) { return fetch(id).get(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks the thread that runs coroutine 'nested' until the task completes [async-sync-over-async]
    // CHECK-MESSAGES: :[[@LINE-2]]:18: note: as a coroutine, lambda could await the task
    // CHECK-MESSAGES: :[[@LINE+3]]:12: note: lambda calls 'inner' here
    // CHECK-MESSAGES: :[[@LINE+5]]:13: note: coroutine 'nested' calls 'outer' here
    // CHECK-FIXES: auto inner = [](int id) -> acme::task<int> { co_return co_await fetch(id); };
    return inner(id) + inner(id + 1);
    // CHECK-FIXES: co_return co_await inner(id) + co_await inner(id + 1);
  };
  co_return outer(1);
  // CHECK-FIXES: co_return co_await outer(1);
}

// A lambda in an ordinary function that coroutines run.
static int helper(int id) {
// CHECK-FIXES: static acme::task<int> helper(int id) {
  auto load = [&] { return fetch(id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'get' blocks the thread that runs coroutine 'runs_helper' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+3]]:10: note: 'helper' calls 'load' here
  // CHECK-MESSAGES: :[[@LINE+5]]:43: note: coroutine 'runs_helper' calls 'helper' here
  // CHECK-FIXES: auto load = [&]() -> acme::task<int> { co_return co_await fetch(id); };
  return load();
  // CHECK-FIXES: co_return co_await load();
}
acme::task<int> runs_helper() { co_return helper(1); }
// CHECK-FIXES: acme::task<int> runs_helper() { co_return co_await helper(1); }

// Handed to somebody who wants a plain function, by reference or by value.
template <typename F> int apply(F &&f) { return f(1); }
acme::task<int> by_reference() {
  auto load = [](int id) { return fetch(id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'by_reference' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+1]]:27: note: coroutine 'by_reference' calls 'load' here
  co_return apply(load) + load(2);
}
acme::task<int> by_value() {
  auto load = [](int id) { return fetch(id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'by_value' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+2]]:23: note: coroutine 'by_value' calls 'load' here
  std::function<int(int)> kept = load;
  co_return kept(1) + load(2);
}

// Generic lambdas stay what they are.
acme::task<int> generic() {
  auto load = [](auto id) { return fetch(id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'get' blocks the thread that runs coroutine 'generic' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+1]]:13: note: coroutine 'generic' calls 'load' here
  co_return load(1);
}

// What asks for constants stays.
acme::task<int> constant() {
  auto load = [](int id) constexpr { return id == 0 ? 0 : fetch(id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread that runs coroutine 'constant' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, lambda could await the task
  // CHECK-MESSAGES: :[[@LINE+1]]:13: note: coroutine 'constant' calls 'load' here
  co_return load(1);
}
