// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();
template <typename T> acme::task<T> load();

template <typename T> void pattern(T value) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: coroutine 'pattern' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: template <typename T> acme::task<> pattern(T value) { co_await work(); }
template <typename T> void instantiated(T value) { co_await load<T>(); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: coroutine 'instantiated' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: template <typename T> acme::task<> instantiated(T value) { co_await load<T>(); }

template <typename T> struct service {
  void start();
  // CHECK-FIXES: acme::task<> start();
  acme::task<> run() {
    start();
    // CHECK-FIXES: co_await start();
    co_await work();
  }
};
template <typename T> void service<T>::start() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: coroutine 'start' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: template <typename T> acme::task<> service<T>::start() { co_await work(); }

acme::task<> user() {
  instantiated(1);
  // CHECK-FIXES: co_await instantiated(1);
  instantiated(2.0);
  // CHECK-FIXES: co_await instantiated(2.0);
  service<int> s;
  co_await s.run();
}
