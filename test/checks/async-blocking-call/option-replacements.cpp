// RUN: %prove %s --config-option "async-blocking-call.Replacements=std::this_thread::sleep_for=co_await acme::delay($1);legacy::query=co_await acme::query($2, $1);^wait_all$=acme::nothing()"
#include "acme/task.h"
#include <chrono>
#include <thread>

namespace acme {
acme::task<> delay(std::chrono::nanoseconds time);
acme::task<int> query(const char *what, int where);
void nothing();
} // namespace acme
namespace legacy {
[[clang::annotate("slow")]] int query(int where, const char *what);
void wait_all();
} // namespace legacy

#define NAP std::this_thread::sleep_for(std::chrono::seconds(1))

int ask() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  return 0;
}

acme::task<int> coroutine() {
  std::this_thread::sleep_for(std::chrono::seconds(2) /* long */);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await acme::delay(std::chrono::seconds(2)/* long */ );
  NAP;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-13]]:13: note: expanded from macro 'NAP'
  try {
    co_return ask();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'ask' blocks the thread that runs this coroutine [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-14]]:3: note: 'sleep_for' blocks here
  } catch (...) {
    std::this_thread::sleep_for(std::chrono::seconds(2));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  }
  co_return 0;
}
