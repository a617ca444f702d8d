// RUN: %program %s
// Who could await the coroutine, who cannot, and who dictates its signature, is in another file.
//--- jobs.h
#pragma once
#include "acme/detached.h"
#include "acme/void.h"
acme::task<> loaded();
acme::reporting_job refresh();
acme::reporting_job poll();
acme::reporting_job on_click();
void tick();
void on_tick();
void stop();
//--- a_caller.cpp
#include "jobs.h"
acme::task<> handle() {
  refresh();
  co_await loaded();
}
void timer() {
  poll();
  tick();
}
//--- b_registry.cpp
#include "jobs.h"
void connect(acme::reporting_job (*)());
void connect(void (*)());
void set_up() {
  connect(on_click);
  connect(on_tick);
}
//--- c_jobs.cpp
#include "jobs.h"
acme::reporting_job refresh() {
  // PROGRAM: warning: coroutine 'refresh' returns the detached type 'acme::reporting_job': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // NOTE: a_caller.cpp:3: this coroutine calls it and could await it
  co_await loaded();
}
acme::reporting_job poll() { co_await loaded(); }
void tick() {
  // BOTH: warning: coroutine 'tick' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // NOTE: a_caller.cpp:8: this call cannot await it, and would no longer start it
  // NOTE: c_jobs.cpp:8: return a task once every caller awaits or starts it
  co_await loaded();
}
void on_tick() {
  // ALONE: warning: coroutine 'on_tick' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // PROGRAM: warning: an exception that leaves coroutine 'on_tick' is lost: nobody awaits it [async-unguarded-detached]
  co_await loaded();
}
acme::reporting_job on_click() { co_await loaded(); }
// ALONE: warning: coroutine 'on_click' returns the detached type 'acme::reporting_job': nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
acme::task<> clicked() {
  on_click();
  co_await loaded();
}
void stop() {
  // BOTH: warning: coroutine 'stop' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  co_await loaded();
}
