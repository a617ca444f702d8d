// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();
acme::task<int> number();

void save(int id);
// CHECK-FIXES: acme::task<> save(int id);
void save(int id) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'save' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> save(int id) { co_await work(); }

static void audit() {
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'audit' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: static acme::task<> audit() {
  co_await number();
  co_return;
}

acme::task<> caller() {
  save(1);
  // CHECK-FIXES: co_await save(1);
  audit();
  // CHECK-FIXES: co_await audit();
  if (co_await number())
    save(2);
    // CHECK-FIXES: co_await save(2);
  co_await work();
}

class session {
public:
  virtual ~session() = default;
  void open();
  // CHECK-FIXES: acme::task<> open();
  virtual void close();
  // CHECK-FIXES: virtual acme::task<> close();
  static void all();
  // CHECK-FIXES: static acme::task<> all();
  auto trailing() -> void { co_await work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'trailing' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: auto trailing() -> acme::task<> { co_await work(); }
  acme::task<> run() {
    open();
    // CHECK-FIXES: co_await open();
    this->close();
    // CHECK-FIXES: co_await this->close();
    session::all();
    // CHECK-FIXES: co_await session::all();
    co_await work();
  }
};

void session::open() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'open' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> session::open() { co_await work(); }
void session::close() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'close' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> session::close() { co_await work(); }
void session::all() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'all' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> session::all() { co_await work(); }

// Calls itself and another one.
void loop(int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'loop' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> loop(int n) {
  if (n)
    loop(n - 1);
    // CHECK-FIXES: co_await loop(n - 1);
  audit();
  // CHECK-FIXES: co_await audit();
  co_await work();
}

// Its body awaits nothing: the file's commonest task it is.
void idle() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'idle' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> idle() { co_return; }
