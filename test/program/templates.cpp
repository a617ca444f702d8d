// RUN: %program %s
// Instances of a template call what they are given: what one does is not what another does.
//--- call.h
#pragma once
#include "acme/task.h"
template <class F> void call(F f) { f(); }
template <class T> int run() { return T::go(); }
template <class F> void twice(F f) {
  pause_for_all();
  f();
}
void quick();
void slow();
acme::task<int> work();
//--- pause.h
#pragma once
void pause_for_all();
//--- a_server.cpp
#include "pause.h"
#include "call.h"
acme::task<> serve() {
  quick();
  co_return;
}
acme::task<> drag() {
  slow();
  // PROGRAM: warning: 'slow' blocks the thread that runs this coroutine [async-blocking-call]
  // NOTE: c_quick.cpp:7: 'slow' calls 'twice' here
  // NOTE: call.h:6: 'twice' calls 'pause_for_all' here
  co_return;
}
//--- b_tool.cpp
#include "pause.h"
#include "call.h"
#include <chrono>
#include <thread>
void pause_for_all() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
struct lazy {
  static int go() { pause_for_all(); return 1; }
};
int tool() {
  call([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  twice([] {});
  return run<lazy>();
}
int waiting_tool() {
  int n = 0;
  call([&n] { n = acme::sync_wait(work()); });
  return n;
}
//--- c_quick.cpp
#include "pause.h"
#include "call.h"
struct busy {
  static int go() { return 1; }
};
void quick() { call([] {}); run<busy>(); }
void slow() { twice([] {}); }
acme::task<> other() {
  call([] {});
  co_return;
}
