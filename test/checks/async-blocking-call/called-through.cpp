// RUN: %prove %s
// What is called by another name than its own: through a pointer, a parameter, or a
// function that calls what it is given.
#include "acme/task.h"
#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

acme::task<> work();
void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
void nap_for(int) { nap(); }
int number();
std::vector<int> items;
std::variant<int, std::string> value;

struct store {
  void sync() { nap(); }
  virtual void flush() { nap(); }
};

acme::task<> pointers(store &kept) {
  void (*pointer)() = nap;
  pointer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-15]]:14: note: 'sleep_for' blocks here
  auto &reference = nap;
  reference();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-19]]:14: note: 'sleep_for' blocks here
  std::function<void()> wrapper = nap;
  wrapper();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-23]]:14: note: 'sleep_for' blocks here
  void (*closure)() = [] { nap(); };
  closure();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'closure' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: 'closure' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-28]]:14: note: 'sleep_for' blocks here
  std::invoke(nap);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-31]]:14: note: 'sleep_for' blocks here
  std::invoke(&store::sync, kept);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-27]]:17: note: 'sync' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-35]]:14: note: 'sleep_for' blocks here
  std::for_each(items.begin(), items.end(), nap_for);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-37]]:21: note: 'nap_for' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-39]]:14: note: 'sleep_for' blocks here
  co_await work();
}

struct visitor {
  void operator()(int) const { nap(); }
  void operator()(const std::string &) const {}
};
acme::task<> visited() {
  std::visit(visitor{}, value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'visit' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-6]]:32: note: 'visit' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-51]]:14: note: 'sleep_for' blocks here
  std::visit([](auto &) { nap(); }, value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'visit' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: 'visit' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-55]]:14: note: 'sleep_for' blocks here
  co_await work();
}

acme::task<> once() {
  static std::once_flag first, second;
  std::call_once(first, nap);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-63]]:14: note: 'sleep_for' blocks here
  std::call_once(second, [] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'call_once' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:31: note: 'call_once' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-67]]:14: note: 'sleep_for' blocks here
  co_await work();
}

// A function in sight calls what it is given.
void twice(void (*run)()) {
  run();
  run();
}
void guarded(const std::function<void()> &run) {
  if (number())
    run();
}
acme::task<> handed() {
  twice(nap);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-83]]:14: note: 'sleep_for' blocks here
  guarded([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'guarded' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: 'guarded' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-87]]:14: note: 'sleep_for' blocks here
  co_await work();
}

// Through a function in between.
void all() { twice(nap); }
acme::task<> between() {
  all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'all' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-4]]:14: note: 'all' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-97]]:14: note: 'sleep_for' blocks here
  co_await work();
}

// Named, and not called; replaced; called by somebody else, or never.
void keep(void (*run)());
void forget(void (*)()) {}
void stored(std::function<void()> run) {
  static std::vector<std::function<void()>> kept;
  kept.push_back(run);
}
void later(const std::function<void()> &run) {
  std::thread([run] { run(); }).detach();
}
struct helper_pool {
  void submit(const std::function<void()> &run) { run(); }
};
void quick(int) {}
acme::task<> accepted(store &kept) {
  void (*pointer)() = nap;
  (void)pointer;
  void (*replaced)() = nap;
  replaced = [] {};
  replaced();
  auto member = &store::sync;
  (void)member;
  std::invoke(&store::flush, kept);
  keep(nap);
  forget(nap);
  stored(nap);
  later([] { nap(); });
  std::thread(nap).detach();
  helper_pool().submit([] { nap(); });
  std::vector<std::function<void()>> list;
  list.emplace_back(nap);
  std::for_each(items.begin(), items.end(), quick);
  std::visit([](auto &) {}, value);
  auto visit = [](auto &) { nap(); };
  (void)visit;
  co_await work();
}

// What a template is given is its caller's business.
template <class F> acme::task<> each(F visit) {
  std::visit(visit, value);
  co_await work();
}
acme::task<> given() { co_await each(visitor{}); }
