// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();

// All overriders are coroutines: one fix for all, on the first.
struct reader {
  virtual ~reader() = default;
  virtual void read() = 0;
  // CHECK-FIXES: virtual acme::task<> read() = 0;
};
struct file_reader : reader {
  void read() override { co_await work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'read' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: acme::task<> read() override { co_await work(); }
};
struct socket_reader : reader {
  void read() override;
  // CHECK-FIXES: acme::task<> read() override;
};
struct tls_reader : socket_reader {
  void read() final;
  // CHECK-FIXES: acme::task<> read() final;
};
void socket_reader::read() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'read' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> socket_reader::read() { co_await work(); }
void tls_reader::read() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'read' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> tls_reader::read() { co_await work(); }

acme::task<> pump(reader &r, tls_reader &t) {
  r.read();
  // CHECK-FIXES: co_await r.read();
  t.read();
  // CHECK-FIXES: co_await t.read();
  co_await work();
}

// One overrider is no coroutine, so its body would not fit.
struct writer {
  virtual ~writer() = default;
  virtual void write() {}
};
struct file_writer : writer {
  void write() override { co_await work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'write' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-MESSAGES: :[[@LINE-5]]:16: note: this function shares the signature and is not a coroutine
};
