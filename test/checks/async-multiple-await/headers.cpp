// RUN: split-file %s %t
// RUN: %prove --project %t

//--- twice.h
#pragma once
#include "acme/once.h"
#include <future>

inline int from_a_header(std::future<int> f) {
  int n = f.get();
  return n + f.get();
  // CHECK-MESSAGES: twice.h:[[@LINE-1]]:14: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: twice.h:[[@LINE-3]]:11: note: it is waited for here first
}

//--- one.cpp
#include "twice.h"

//--- other.cpp
#include "twice.h"

int from_the_source(std::future<int> f) {
  int n = f.get();
  return n + f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
}
