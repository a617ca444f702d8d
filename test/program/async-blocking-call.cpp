// RUN: %program %s
// The ways lead through files, by calls, constructors and the only override of a virtual function.
//--- store.h
#pragma once
struct store {
  store();
  explicit store(const char *path);
  ~store();
  int read();
  int peek();
  void sync(bool wait);
  int position = 0;
};
struct source {
  virtual int next() = 0;
};
struct sink {
  virtual void put(int) = 0;
};
//--- service.h
#pragma once
#include "store.h"
int load();
int look();
int deep();
int deeper();
int deepest();
struct session {
  session();
};
source &input();
sink &output();
//--- a_server.cpp
// UNITY: the only override of a virtual function is known in the program
#include "acme/task.h"
#include "service.h"
acme::task<int> direct(store &s) { co_return s.read(); }
// PROGRAM: warning: 'read' blocks the thread that runs this coroutine [async-blocking-call]
// NOTE: c_store.cpp:5: 'sleep_for' blocks here
acme::task<int> handle() { co_return load(); }
// PROGRAM: warning: 'load' blocks the thread that runs this coroutine [async-blocking-call]
// NOTE: b_service.cpp:2: 'load' calls 'read' here
acme::task<int> harmless(store &s) { co_return s.peek() + look(); }
acme::task<> asks_not_to(store &s) {
  s.sync(false);
  co_return;
}

static int local() { return load(); }
acme::task<int> first() { co_return local(); }
// PROGRAM: warning: 'local' blocks the thread that runs this coroutine [async-blocking-call]
// NOTE: a_server.cpp:16: 'local' calls 'load' here

acme::task<int> third() { co_return deeper(); }
// PROGRAM: warning: 'deeper' blocks the thread that runs this coroutine [async-blocking-call]
acme::task<int> fourth() { co_return deepest(); } // too far off
acme::task<> opens() {
  session s;
  // PROGRAM: warning: 'session' blocks the thread that runs this coroutine [async-blocking-call]
  store other("log");
  // PROGRAM: warning: 'store' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}
acme::task<int> reads() { co_return input().next(); }
// PROGRAM: warning: 'next' blocks the thread that runs this coroutine [async-blocking-call]
// NOTE: c_store.cpp:17: 'sleep_for' blocks here
acme::task<> writes() {
  output().put(1); // one of two, and only one blocks
  co_return;
}
//--- b_service.cpp
#include "service.h"
int load() { store s; return s.read(); }
int look() { store s; return s.peek(); }
int deep() { return load(); }
int deeper() { return load(); }
int deepest() { return deep(); }
session::session() { store s("path"); }
//--- c_store.cpp
#include "store.h"
#include <chrono>
#include <thread>
int store::read() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  return position;
}
int store::peek() { return position; }
void store::sync(bool wait) {
  if (wait)
    std::this_thread::sleep_for(std::chrono::seconds(1));
}
store::store() {}
store::store(const char *) { read(); }
store::~store() {}
struct slow_source : source {
  int next() override { std::this_thread::sleep_for(std::chrono::seconds(1)); return 1; }
};
struct slow_sink : sink {
  void put(int) override { std::this_thread::sleep_for(std::chrono::seconds(1)); }
};
struct quick_sink : sink {
  void put(int) override {}
};
source &input() { static slow_source one; return one; }
sink &output() { static quick_sink one; return one; }
