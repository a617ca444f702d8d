// REQUIRES: llvm-19
// RUN: split-file %s %t
// RUN: %prove --project %t --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs

//--- store.h
#pragma once
#include "acme/task.h"

acme::task<int> load(int id);
// CHECK-MESSAGES: store.h:[[@LINE-1]]:17: warning: 'load' returns a task, and its name does not say that it must be awaited: call it 'loadAsync' [async-naming]
// CHECK-FIXES: acme::task<int> loadAsync(int id);
inline acme::task<int> twice(int id) { co_return co_await load(id) + co_await load(id); }
// CHECK-MESSAGES: store.h:[[@LINE-1]]:24: warning: 'twice' returns a task, and its name does not say that it must be awaited: call it 'twiceAsync' [async-naming]
// CHECK-FIXES: inline acme::task<int> twiceAsync(int id) { co_return co_await loadAsync(id) + co_await loadAsync(id); }

//--- store.cpp
#include "store.h"

acme::task<int> load(int id) { co_return id; }
// CHECK-FIXES: acme::task<int> loadAsync(int id) { co_return id; }

//--- user.cpp
#include "store.h"

acme::task<int> useAsync() { co_return co_await load(1) + co_await twice(2); }
// CHECK-FIXES: acme::task<int> useAsync() { co_return co_await loadAsync(1) + co_await twiceAsync(2); }
