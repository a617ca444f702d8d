// RUN: %prove %s
#include "cobalt/cobalt.h"
#include <string>

namespace cobalt = boost::cobalt;

mock::awaiter<void> step();
std::string make();
cobalt::promise<int> size_of(const std::string &text) {
  try {
    co_await step();
  } catch (...) {
  }
  co_return int(text.size());
}

// An operator that takes a task and hands back nothing lets go of it.
void lets_go() {
  std::string text = make();
  +size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-13]]:49: note: it is taken by reference here
}
void lets_go_by_name() {
  std::string text = make();
  size_of(text).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-19]]:49: note: it is taken by reference here
}

// What it refers to stays, or the coroutine is suspended meanwhile.
std::string stays = make();
void refers_to_what_stays() { +size_of(stays); }
cobalt::promise<int> waits() {
  std::string text = make();
  co_return co_await size_of(text);
}
