// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();

acme::fire_and_forget notify(int id) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'notify' returns the detached type 'acme::fire_and_forget': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE+20]]:3: note: this coroutine calls it and could await it
// CHECK-FIXES: acme::task<> notify(int id) { co_await work(); }
acme::fire_and_forget declared(int id);
acme::fire_and_forget only_plain_callers() { co_await work(); }

struct actor {
  acme::fire_and_forget stop();
  // CHECK-FIXES: acme::task<> stop();
  acme::task<> run() {
    stop();
    // CHECK-FIXES: co_await stop();
    co_await work();
  }
};
acme::fire_and_forget actor::stop() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: coroutine 'stop' returns the detached type 'acme::fire_and_forget': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-MESSAGES: :[[@LINE-7]]:5: note: this coroutine calls it and could await it
// CHECK-FIXES: acme::task<> actor::stop() { co_await work(); }

acme::task<> caller() {
  notify(1);
  // CHECK-FIXES: co_await notify(1);
  declared(1);
  auto handle = only_plain_callers();
  co_await work();
}
void starter() { only_plain_callers(); }
