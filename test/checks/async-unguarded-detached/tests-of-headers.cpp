// RUN: split-file %s %t
// RUN: %prove --project %t

// What a header has, it has for others than the tests that include it.
//--- server.h
#pragma once
#include "acme/detached.h"
acme::task<> unseen();
struct server {
  acme::fatal_job run() { co_await unseen(); }
  // CHECK-MESSAGES: server.h:[[@LINE-1]]:19: warning: an exception that leaves coroutine 'run' ends the program: nobody awaits it [async-unguarded-detached]
  // CHECK-MESSAGES: server.h:[[@LINE-2]]:27: note: it may come from here
  // CHECK-MESSAGES: server.h:[[@LINE-3]]:19: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
};

//--- test.cpp
#include "server.h"
#include "testing/frameworks.h"

TEST(Server, runs) {
  server served;
  served.run();
}
