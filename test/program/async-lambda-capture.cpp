// RUN: %program %s
// Who calls the closure, or is given its task, is in another file.
//--- work.h
#pragma once
#include "acme/task.h"
#include <functional>
acme::task<> flush();
void start(const std::function<acme::task<>()> &work);
void start_soon(std::function<acme::task<>()> work);
void store(std::function<acme::task<>()> work);
void run(const std::function<acme::task<>()> &work);
void each(int n, const std::function<void(int)> &work);
acme::task<> with_lock(std::function<acme::task<>()> work);
void spawn(acme::task<> task);
void launch(acme::task<> task);
//--- a_main.cpp
#include "work.h"
struct session {
  int state = 0;
  void starts() {
    start([this]() -> acme::task<> { co_await flush(); state = 1; });
    // PROGRAM: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // NOTE: a_main.cpp:5: the closure is handed over here
    start_soon([this]() -> acme::task<> { co_await flush(); state = 1; });
    // PROGRAM: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    store([this]() -> acme::task<> { co_await flush(); state = 1; });
    run([this]() -> acme::task<> { co_await flush(); state = 1; });
  }
  acme::task<> locked() {
    co_await with_lock([this]() -> acme::task<> { co_await flush(); state = 1; });
  }
  void tells_each() {
    each(3, [this](int n) -> acme::fire_and_forget {
      // PROGRAM: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
      try {
        co_await flush();
        state = n;
      } catch (...) {
      }
    });
  }
  void hands_out() {
    spawn([this]() -> acme::task<> { co_await flush(); state = 1; }());
    // ALONE: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    launch([this]() -> acme::task<> { co_await flush(); state = 1; }());
    // PROGRAM: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  }
};
//--- b_work.cpp
#include "work.h"
#include <vector>
void start(const std::function<acme::task<>()> &work) { acme::spawn(work()); }
void start_soon(std::function<acme::task<>()> work) { start(work); }
static std::vector<std::function<acme::task<>()>> stored;
void store(std::function<acme::task<>()> work) {
  acme::spawn(work());
  stored.push_back(std::move(work));
}
void run(const std::function<acme::task<>()> &work) { acme::sync_wait(work()); }
void each(int n, const std::function<void(int)> &work) {
  for (int i = 0; i < n; ++i)
    work(i);
}
acme::task<> with_lock(std::function<acme::task<>()> work) { co_await work(); }
void spawn(acme::task<> task) { acme::sync_wait(std::move(task)); }
void launch(acme::task<> task) { acme::spawn(std::move(task)); }
