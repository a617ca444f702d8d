// RUN: split-file %s %t
// RUN: %prove --project %t

//--- registry.h
#pragma once
#include "acme/task.h"
#include <vector>

acme::task<> send(int);

class registry {
public:
  acme::task<> visit();
  // Somebody else defines it.
  void add(int);

  std::vector<int> all;

private:
  std::vector<int> hidden;
};

inline acme::task<> visit_all(registry &of) {
  for (int one : of.all)
  // CHECK-MESSAGES: registry.h:[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: registry.h:[[@LINE+1]]:5: note: it is suspended here
    co_await send(one);
}

//--- one.cpp
#include "registry.h"

//--- other.cpp
#include "registry.h"

acme::task<> registry::visit() {
  for (int one : all)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await send(one);
  for (int one : hidden)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'hidden', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await send(one);
}
