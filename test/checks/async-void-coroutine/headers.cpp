// RUN: split-file %s %t
// RUN: %prove --project %t

//--- audit.h
#pragma once
#include "acme/task.h"
#include "acme/void.h"

acme::task<> flush();

struct log {
  virtual ~log() = default;
  virtual void append(int line) = 0;
  // CHECK-FIXES: virtual acme::task<> append(int line) = 0;
};
struct file_log : log {
  void append(int line) override;
  // CHECK-FIXES: acme::task<> append(int line) override;
  void sync();
  // CHECK-FIXES: acme::task<> sync();
};
struct net_log : log {
  void append(int line) override;
  // CHECK-FIXES: acme::task<> append(int line) override;
};
inline void trim() { co_await flush(); }
// CHECK-MESSAGES: audit.h:[[@LINE-1]]:13: warning: coroutine 'trim' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: inline acme::task<> trim() { co_await flush(); }

//--- file.cpp
#include "audit.h"

void file_log::append(int line) {
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'append' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> file_log::append(int line) {
  sync();
  // CHECK-FIXES: co_await sync();
  co_await flush();
}
void file_log::sync() { co_await flush(); }
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'sync' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> file_log::sync() { co_await flush(); }

//--- net.cpp
#include "audit.h"

void net_log::append(int line) { co_await flush(); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'append' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
// CHECK-FIXES: acme::task<> net_log::append(int line) { co_await flush(); }

//--- user.cpp
#include "audit.h"

acme::task<> use() {
  trim();
  // CHECK-FIXES: co_await trim();
  co_await flush();
}
