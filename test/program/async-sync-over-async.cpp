// RUN: %program %s
// What waits is in one file, the coroutine in another.
//--- store.h
#pragma once
#include "acme/task.h"
struct store {
  int fetch();
  int ask();
  int own();
  acme::task<int> fetch_async();
};
struct job {
  int value = 0;
  bool is_done() const;
  void wait();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
//--- a_server.cpp
#include "store.h"
int service();
acme::task<int> handle() { co_return service(); }
acme::task<int> asks(store &s) { co_return s.ask(); }
//--- b_service.cpp
#include "store.h"
int service() { store s; return s.fetch(); }
int tool() { store s; return s.own(); }
//--- c_store.cpp
#include "store.h"
int store::fetch() { return fetch_async().get(); }
// PROGRAM: warning: 'get' blocks the thread that runs coroutine 'handle' until the task completes [async-sync-over-async]
// NOTE: c_store.cpp:2: as a coroutine, 'fetch' could await the task
// NOTE: b_service.cpp:2: 'service' calls 'fetch' here
// NOTE: a_server.cpp:3: coroutine 'handle' calls 'service' here

static int inner(store &s) { return acme::sync_wait(s.fetch_async()); }
// PROGRAM: warning: 'sync_wait' blocks the thread that runs coroutine 'asks' until the task completes [async-sync-over-async]
// NOTE: c_store.cpp:12: 'ask' calls 'inner' here
// NOTE: a_server.cpp:4: coroutine 'asks' calls 'ask' here
int store::ask() { return inner(*this); }

int store::own() { return fetch_async().get(); } // no coroutine comes here

static int look() {
  job j;
  j.wait();
  // ALONE: warning: 'wait' blocks the thread that runs coroutine 'looks' until the operation completes [async-sync-over-async]
  return j.value;
}
acme::task<int> looks() { co_return look(); }
//--- d_job.cpp
#include "store.h"
void job::wait() { value = 1; }
