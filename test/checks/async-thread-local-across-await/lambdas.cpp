// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
void use(int n);
struct context {
  int id = 0;
};
thread_local context current;

auto lambda = []() -> acme::task<> {
  auto &ctx = current;
  co_await work();
  use(ctx.id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ctx' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
};

acme::task<> around() {
  auto &ctx = current;
  auto later = []() -> acme::task<> { co_await work(); };
  use(ctx.id);
  co_await later();
}

struct session {
  static thread_local int depth;
  acme::task<> run() {
    ++depth;
    co_await work();
    --depth;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is changed here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may go on with another thread from here
  }
};
