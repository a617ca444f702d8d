// RUN: split-file %s %t
// RUN: %prove --project %t

//--- find.h
#pragma once
#include "acme/reference.h"
#include "acme/task.h"

acme::kept<int> find();
inline acme::task<> from_a_header() {
  auto &&one = co_await find();
  // CHECK-MESSAGES: find.h:[[@LINE-1]]:10: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto one = co_await find();
}

//--- one.cpp
#include "find.h"

//--- other.cpp
#include "find.h"

acme::task<> from_the_source() {
  const auto &two = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'two' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto two = co_await find();
}
