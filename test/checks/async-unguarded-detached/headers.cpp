// RUN: split-file %s %t
// RUN: %prove --project --config-option 'async-unguarded-detached.ExceptionHandler=log_exception();' %t

//--- service.h
#pragma once
#include "acme/detached.h"

void log_exception();
acme::task<> work();
struct service {
  acme::fatal_job start() { co_await work(); }
  // CHECK-MESSAGES: service.h:[[@LINE-1]]:19: warning: an exception that leaves coroutine 'start' ends the program: nobody awaits it [async-unguarded-detached]
  // CHECK-MESSAGES: service.h:[[@LINE-2]]:29: note: it may come from here
  // CHECK-FIXES: acme::fatal_job start() { try { co_await work(); } catch (...) { log_exception(); } }
  acme::fatal_job stop();
};

//--- start.cpp
#include "service.h"

void start(service &s) { s.start(); }

//--- stop.cpp
#include "service.h"

acme::fatal_job service::stop() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: an exception that leaves coroutine 'stop' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:35: note: it may come from here
// CHECK-FIXES: acme::fatal_job service::stop() { try { co_await work(); } catch (...) { log_exception(); } }
