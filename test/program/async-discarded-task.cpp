// RUN: %program %s
// What is dropped has done all it had to do, which its coroutine in another file shows.
//--- cache.h
#pragma once
#include "acme/task.h"
acme::job<int> touch(int key);
acme::job<int> touch_both(int key);
acme::job<int> load(int key);
acme::job<int> load_both(int key);
acme::job<int> check(int key);
[[nodiscard]] acme::job<int> count();
acme::task<int> lazy(int key);
acme::task<> fetched();
//--- a_server.cpp
#include "cache.h"
void serve() {
  touch(1);
  // ALONE: warning: the task that 'touch' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  touch_both(1);
  // ALONE: warning: the task that 'touch_both' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  load(1);
  // BOTH: warning: the task that 'load' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  load_both(1);
  // BOTH: warning: the task that 'load_both' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  check(1);
  // BOTH: warning: the task that 'check' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  count();
  // BOTH: warning: the task that 'count' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  lazy(1);
  // BOTH: warning: the task that 'lazy' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
}
//--- b_cache.cpp
#include "cache.h"
static int touched = 0;
acme::job<int> touch(int key) {
  touched = key;
  co_return key;
}
acme::job<int> touch_both(int key) { co_return co_await touch(key) + co_await touch(key + 1); }
acme::job<int> load(int key) {
  co_await fetched();
  co_return key;
}
acme::job<int> load_both(int key) { co_return co_await load(key) + key; }
acme::job<int> check(int key) {
  if (key < 0)
    throw key;
  co_return key;
}
acme::job<int> count() { co_return touched; }
acme::task<int> lazy(int key) { co_return key; }
