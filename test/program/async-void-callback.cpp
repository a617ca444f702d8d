// RUN: %program %s
// The callback returns a task that another file keeps, or lets go.
//--- work.h
#pragma once
#include "acme/task.h"
#include <functional>
void on_click(std::function<void()> callback);
acme::job<int> save();
acme::job<int> load();
//--- a_main.cpp
#include "work.h"
void show() {
  on_click(save);
  // ALONE: warning: 'std::function' drops the task that 'save' returns: nobody learns when it completes or that it failed [async-void-callback]
  on_click(&load);
  // BOTH: warning: 'std::function' drops the task that 'load' returns: nobody learns when it completes or that it failed [async-void-callback]
}
//--- b_work.cpp
#include "work.h"
static acme::job<int> last;
acme::job<int> save() {
  last = load();
  return last;
}
acme::job<int> load() { co_return 1; }
