// RUN: %program %s
// What the begin and the end of an object do to a mutex is in another file.
//--- locks.h
#pragma once
#include "acme/task.h"
#include <memory>
#include <mutex>
class critical_section {
public:
  explicit critical_section(std::mutex &m);
  ~critical_section();

private:
  std::mutex *held;
};
class by_helper {
public:
  explicit by_helper(std::mutex &m) : held(&m) { held->lock(); }
  ~by_helper() { leave(); }

private:
  void leave();
  std::mutex *held;
};
class timer_guard { // a guard by its name alone
public:
  explicit timer_guard(std::mutex &m);
  ~timer_guard();

private:
  std::mutex *watched;
};
class transaction { // it locks in the end what it unlocks
public:
  explicit transaction(std::mutex &m);
  ~transaction();

private:
  std::mutex *busy;
};
class session {
public:
  explicit session(std::mutex &m);
  session(std::mutex &m, int);

private:
  std::unique_lock<std::mutex> lock;
};
acme::task<> flush();
acme::task<> tick();
acme::task<> tock();
//--- a_server.cpp
#include "locks.h"
std::mutex m;
acme::task<> section() {
  critical_section inside(m);
  // PROGRAM: warning: 'inside' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await flush();
}
acme::task<> helped() {
  by_helper inside(m);
  // PROGRAM: warning: 'inside' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await flush();
}
acme::task<> owned() {
  auto inside = std::make_unique<critical_section>(m);
  // PROGRAM: warning: 'inside' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await flush();
}
acme::task<> filled() {
  session inside(m);
  // PROGRAM: warning: 'inside' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await flush();
}
acme::task<> empty() {
  session inside(m, 1);
  co_await flush();
}
acme::task<> timed() {
  timer_guard timer(m);
  // ALONE: warning: 'timer' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await flush();
}
acme::task<> transacted() {
  transaction inside(m);
  co_await flush();
}

acme::task<> plain() {
  std::lock_guard lock(m);
  // BOTH: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await flush();
}
acme::task<> at_once() {
  std::lock_guard lock(m);
  // ALONE: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await tick();
}
acme::task<> each_other() {
  std::lock_guard lock(m);
  // ALONE: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  co_await tock();
}
//--- b_locks.cpp
#include "locks.h"
void note(const char *);
critical_section::critical_section(std::mutex &m) : held(&m) { held->lock(); }
critical_section::~critical_section() {
  note("left");
  held->unlock();
}
void by_helper::leave() { held->unlock(); }
timer_guard::timer_guard(std::mutex &m) : watched(&m) {}
timer_guard::~timer_guard() { watched = nullptr; }
transaction::transaction(std::mutex &m) : busy(&m) {}
transaction::~transaction() {
  busy->lock();
  busy->unlock();
}
session::session(std::mutex &m) : lock(m) {}
session::session(std::mutex &m, int) : lock(m, std::defer_lock) {}
//--- c_work.cpp
#include "locks.h"
#include <coroutine>
acme::task<> flush() { co_await std::suspend_always(); }
acme::task<> tick() { co_return; }
acme::task<> tock() { co_await tick(); }
