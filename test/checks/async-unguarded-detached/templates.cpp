// RUN: %prove %s --config-option 'async-unguarded-detached.ExceptionHandler=log_exception();'
#include "acme/detached.h"

acme::task<> work();
template <typename T> acme::task<T> load();
void log_exception();
struct quiet {
  void operator()() noexcept;
};
struct loud {
  void operator()();
};

template <typename T> acme::fatal_job made_twice(T) { co_await load<T>(); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: an exception that leaves coroutine 'made_twice' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:55: note: it may come from here
// CHECK-FIXES: template <typename T> acme::fatal_job made_twice(T) { try { co_await load<T>(); } catch (...) { log_exception(); } }

// Only one instance throws.
template <typename F> acme::fatal_job calls(F f) {
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: an exception that leaves coroutine 'calls' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+1]]:3: note: it may come from here
  f();
  co_return;
}
// Nobody makes an instance.
template <typename T> acme::fatal_job never_made(T) { co_await load<T>(); }

template <typename T> struct service {
  acme::fatal_job start();
};
template <typename T> acme::fatal_job service<T>::start() { co_await load<T>(); }
// CHECK-MESSAGES: :[[@LINE-1]]:51: warning: an exception that leaves coroutine 'start' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:61: note: it may come from here
// CHECK-FIXES: template <typename T> acme::fatal_job service<T>::start() { try { co_await load<T>(); } catch (...) { log_exception(); } }

void user() {
  made_twice(1);
  made_twice(2.0);
  calls(quiet());
  calls(loud());
  service<int>().start();
}
