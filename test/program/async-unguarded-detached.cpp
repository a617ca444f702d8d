// RUN: %program %s
// What a promise does with exceptions, and what may throw, is in other files.
//--- jobs.h
#pragma once
#include "acme/detached.h"
struct ending_job {
  struct promise_type : acme::detail::detached_promise<ending_job> {
    void unhandled_exception();
  };
};
struct rethrowing_job {
  struct promise_type : acme::detail::detached_promise<rethrowing_job> {
    void unhandled_exception();
  };
};
struct swallowing_job {
  struct promise_type : acme::detail::detached_promise<swallowing_job> {
    void unhandled_exception();
  };
};
struct reporting_job {
  struct promise_type : acme::detail::detached_promise<reporting_job> {
    void unhandled_exception();
  };
};
struct noexcept_job {
  struct promise_type : acme::detail::detached_promise<noexcept_job> {
    void unhandled_exception() noexcept;
  };
};
//--- service.h
#pragma once
#include "acme/task.h"
int parse(int);
int count();
int careful();
int careless();
acme::task<int> fetch();
acme::task<> tick();
acme::task<> guarded();
//--- a_server.cpp
#include "jobs.h"
#include "service.h"
void use(int);
ending_job ends() { use(1); co_return; }
// PROGRAM: warning: an exception that leaves coroutine 'ends' ends the program: nobody awaits it [async-unguarded-detached]
rethrowing_job rethrows() { use(1); co_return; }
// PROGRAM: warning: an exception that leaves coroutine 'rethrows' is thrown at whoever resumes it: nobody awaits it [async-unguarded-detached]
swallowing_job swallows() { use(1); co_return; }
// PROGRAM: warning: an exception that leaves coroutine 'swallows' is lost: nobody awaits it [async-unguarded-detached]
noexcept_job cannot_rethrow() { use(1); co_return; }
// PROGRAM: warning: an exception that leaves coroutine 'cannot_rethrow' ends the program: nobody awaits it [async-unguarded-detached]
reporting_job reports() { use(1); co_return; } // it has a way of its own
ending_job is_careful() { use(careful()); co_return; }
// PROGRAM: warning: an exception that leaves coroutine 'is_careful' ends the program: nobody awaits it [async-unguarded-detached]
ending_job never_throws() { count(); co_return; }
ending_job throws() { count() && parse(1); co_return; }
// PROGRAM: warning: an exception that leaves coroutine 'throws' ends the program: nobody awaits it [async-unguarded-detached]
// NOTE: a_server.cpp:16: it may come from here

acme::fire_and_forget counts() { count(); co_return; }
// ALONE: warning: an exception that leaves coroutine 'counts' is lost: nobody awaits it [async-unguarded-detached]
acme::fire_and_forget parses() { parse(1); co_return; }
// BOTH: warning: an exception that leaves coroutine 'parses' is lost: nobody awaits it [async-unguarded-detached]
acme::fire_and_forget is_safe() { careful(); co_return; }
// ALONE: warning: an exception that leaves coroutine 'is_safe' is lost: nobody awaits it [async-unguarded-detached]
acme::fire_and_forget is_unsafe() { careless(); co_return; }
// BOTH: warning: an exception that leaves coroutine 'is_unsafe' is lost: nobody awaits it [async-unguarded-detached]
acme::fire_and_forget fetches() { co_await fetch(); }
// BOTH: warning: an exception that leaves coroutine 'fetches' is lost: nobody awaits it [async-unguarded-detached]
acme::fire_and_forget ticks() { co_await tick(); }
// ALONE: warning: an exception that leaves coroutine 'ticks' is lost: nobody awaits it [async-unguarded-detached]
acme::fire_and_forget is_guarded() { co_await guarded(); }
// ALONE: warning: an exception that leaves coroutine 'is_guarded' is lost: nobody awaits it [async-unguarded-detached]
//--- b_service.cpp
#include "service.h"
#include <stdexcept>
int parse(int n) {
  if (n < 0)
    throw std::runtime_error("negative");
  return n;
}
int count() { return 1; }
int careful() {
  try {
    return parse(-1);
  } catch (...) {
    return 0;
  }
}
int careless() {
  try {
    return parse(-1);
  } catch (const std::logic_error &) {
    return 0;
  }
}
acme::task<int> fetch() { co_return parse(1); }
acme::task<> tick() {
  count();
  co_return;
}
acme::task<> guarded() {
  try {
    co_await fetch();
  } catch (...) {
  }
}
//--- c_jobs.cpp
#include "jobs.h"
void ending_job::promise_type::unhandled_exception() { std::terminate(); }
void rethrowing_job::promise_type::unhandled_exception() { throw; }
void swallowing_job::promise_type::unhandled_exception() {}
void reporting_job::promise_type::unhandled_exception() { acme::report(std::current_exception()); }
void noexcept_job::promise_type::unhandled_exception() noexcept { throw; }
