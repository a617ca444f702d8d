// RUN: %program %s
// Who hands out the variable of the thread is in another file.
//--- request.h
// UNITY: there the variable has a name
#pragma once
#include "acme/task.h"
struct request {
  int id;
};
request &current();
request *current_or_null();
request &shared();
acme::task<> send(int id);
//--- a_handler.cpp
#include "request.h"
acme::task<> handle() {
  request &own = current();
  request *same = current_or_null();
  request &all = shared();
  co_await send(own.id);
  own.id = 1;
  // PROGRAM: warning: 'own' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // NOTE: a_handler.cpp:3: it is taken here
  same->id = 2;
  // PROGRAM: warning: 'same' still refers to the 'current_or_null' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  all.id = 3;
}
acme::task<> in_time() {
  request &own = current();
  own.id = 1;
  co_await send(2);
  current().id = 2;
}
//--- b_current.cpp
#include "request.h"
static thread_local request of_thread;
static request of_all;
request &current() { return of_thread; }
request *current_or_null() { return &of_thread; }
request &shared() { return of_all; }
