// RUN: %prove %s
// A coroutine of a template runs what its user gives it: that is what blocks.
#include "acme/task.h"
#include <chrono>
#include <functional>
#include <thread>
#include <utility>

acme::task<> work();
void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

template <typename F> acme::task<> with(F callable) {
  co_await work();
  callable();
}
template <typename F> void twice(F &&callable) {
  callable();
  callable();
}
template <typename F> acme::task<> through(F callable) {
  co_await work();
  twice(callable);
}
template <typename F> struct runner {
  explicit runner(F given) : callback(given) {} F callback;
  acme::task<> run() {
    co_await work();
    callback();
  }
};
template <typename F> acme::task<> naps(F callable) {
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-24]]:14: note: 'sleep_for' blocks here
  callable();
  co_await work();
}

struct sleeper {
  void operator()() const { nap(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this callable blocks the thread that runs coroutine 'with' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-28]]:3: note: coroutine 'with' calls 'callable' here
  // CHECK-MESSAGES: :[[@LINE-3]]:29: note: 'callable' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-34]]:14: note: 'sleep_for' blocks here
};

acme::task<> users() {
  co_await with([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this callable blocks the thread that runs coroutine 'with' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-36]]:3: note: coroutine 'with' calls 'callable' here
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: 'callable' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-42]]:14: note: 'sleep_for' blocks here
  co_await through([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this callable blocks the thread that runs coroutine 'through' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-33]]:3: note: coroutine 'through' calls 'twice' here
  // CHECK-MESSAGES: :[[@LINE-39]]:3: note: 'twice' calls 'callable' here
  // CHECK-MESSAGES: :[[@LINE-4]]:25: note: 'callable' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-48]]:14: note: 'sleep_for' blocks here
  runner r{[] { nap(); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this callable blocks the thread that runs coroutine 'run' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-33]]:5: note: coroutine 'run' calls 'callback' here
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: 'callback' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-53]]:14: note: 'sleep_for' blocks here
  co_await r.run();
  co_await with(sleeper());
  co_await with([] {});
  co_await naps([] {});
  std::function<void()> unknown = nap;
  co_await with(unknown);
  twice([] {});
  twice([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'twice' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-56]]:3: note: 'twice' calls 'callable' here
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: 'callable' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-65]]:14: note: 'sleep_for' blocks here
}

// A closure of the template that calls what the template was given is no different.
template <typename F> acme::task<> started(F &&callable) {
  auto launch = [](std::decay_t<F> callback) -> acme::task<> {
    co_await work();
    callback();
  };
  return launch(std::forward<F>(callable));
}
acme::task<> starts() {
  co_await started([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this callable blocks the thread that runs coroutine 'started' [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-7]]:5: note: coroutine 'started' calls 'callback' here
  // CHECK-MESSAGES: :[[@LINE-3]]:25: note: 'callback' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-81]]:14: note: 'sleep_for' blocks here
}
