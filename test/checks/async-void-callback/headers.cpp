// RUN: split-file %s %t
// RUN: %prove --project %t

//--- window.h
#pragma once
#include "acme/task.h"
#include <functional>

acme::task<> work();
void on_click(std::function<void()> callback);

inline void show() {
  on_click(work);
  // CHECK-MESSAGES: window.h:[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: window.h:[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

//--- main.cpp
#include "window.h"

int main() {
  show();
  on_click([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

//--- other.cpp
#include "window.h"

void other() { show(); }
