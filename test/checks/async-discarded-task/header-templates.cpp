// RUN: split-file %s %t
// RUN: %prove --project %t
//
// What a template in a header is given decides what it calls. A class follows one concept wherever
// it is used, so that the instances of one unit tell; callables return what they like.

//--- batch.h
#pragma once
#include "acme/task.h"
#include <utility>

template <class Store> acme::task<> save(Store &store) {
  store.flush();
  // CHECK-MESSAGES: batch.h:[[@LINE-1]]:3: warning: the task that 'flush' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await store.flush();
  co_return;
}

template <class Work> acme::task<> each(Work work) {
  work(1);
  // CHECK-MESSAGES: batch.h:[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  co_return;
}

template <class Work> acme::task<> forwarded(Work &&work) {
  std::forward<Work>(work)(1);
  // CHECK-MESSAGES: batch.h:[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  co_return;
}

template <class Work> struct job {
  Work work;
  acme::task<> run() {
    work(1);
    // CHECK-MESSAGES: batch.h:[[@LINE-1]]:5: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    co_return;
  }
};

//--- disk.cpp
#include "batch.h"

struct disk {
  acme::task<> flush();
};
acme::task<> write(int block);

acme::task<> all(disk d) {
  co_await save(d);
  co_await each(write);
  co_await forwarded(write);
  job<acme::task<> (*)(int)> j{write};
  co_await j.run();
}

//--- memory.cpp
#include "batch.h"

void set(int cell);

acme::task<> all_cells() {
  co_await each(set);
  co_await forwarded(set);
  job<void (*)(int)> j{set};
  co_await j.run();
}
