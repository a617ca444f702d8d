// RUN: %prove %s
#include "acme/task.h"
#include <optional>

acme::task<int> number();
acme::task<> work();
void use(int n);
void compute();

class counter {
public:
  // What a handler writes, it writes behind the suspension that threw.

  acme::task<> counts_failures() {
    int n = failures_;
    try {
      co_await work();
    } catch (...) {
      failures_ = n + 1;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'failures_' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-6]]:13: note: it is read here
      // CHECK-MESSAGES: :[[@LINE-5]]:7: note: the coroutine is suspended here
    }
  }

  acme::task<> counts_behind() {
    int n = failures_;
    try {
      co_await work();
      co_return;
    } catch (...) {
      use(n);
    }
    failures_ = n + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'failures_' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-9]]:13: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-8]]:7: note: the coroutine is suspended here
  }

  acme::task<> counts_each_round() {
    int n = failures_;
    for (;;) {
      try {
        co_await work();
        co_return;
      } catch (...) {
        n += 1;
      }
      failures_ = n;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'failures_' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-10]]:13: note: it is read here
      // CHECK-MESSAGES: :[[@LINE-8]]:9: note: the coroutine is suspended here
    }
  }

  // It looks again, or nothing was suspended.

  acme::task<> looks_again() {
    try {
      co_await work();
    } catch (...) {
      int n = failures_;
      failures_ = n + 1;
    }
  }

  acme::task<> only_computes() {
    int n = failures_;
    try {
      compute();
    } catch (...) {
      failures_ = n + 1;
    }
    co_await work();
  }

  acme::task<> puts_back() {
    int n = failures_;
    failures_ = 0;
    try {
      co_await work();
    } catch (...) {
      failures_ = n;
      throw;
    }
  }

  acme::task<> with_a_flag() {
    if (!busy_) {
      busy_ = true;
      try {
        co_await work();
        busy_ = false;
      } catch (...) {
        busy_ = false;
        throw;
      }
    }
  }

private:
  int failures_ = 0;
  bool busy_ = false;
};
