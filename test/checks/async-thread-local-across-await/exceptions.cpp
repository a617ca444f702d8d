// RUN: %prove %s
#include "acme/task.h"
#include <cerrno>
#include <unistd.h>

acme::task<> work();
void use(int n);
void compute();

thread_local int depth = 0;
thread_local int *active = nullptr;
struct context {
  int errors = 0;
};
thread_local context current;

// A handler may run on another thread than what was before the suspension.

acme::task<> counts() {
  auto &ctx = current;
  try {
    co_await work();
  } catch (...) {
    ++ctx.errors;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ctx' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-6]]:3: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the coroutine may go on with another thread from here
  }
}

acme::task<> undoes() {
  ++depth;
  try {
    co_await work();
  } catch (...) {
    --depth;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-6]]:3: note: it is changed here
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the coroutine may go on with another thread from here
    throw;
  }
  use(depth);
}

acme::task<> restores(int own) {
  int *saved = active;
  active = &own;
  try {
    co_await work();
  } catch (...) {
    active = saved;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'active' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-7]]:3: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the coroutine may go on with another thread from here
  }
}

// It takes what its own thread has, or what threw did not suspend.

acme::task<> looks_again() {
  try {
    co_await work();
  } catch (...) {
    auto &ctx = current;
    ++ctx.errors;
  }
}

acme::task<> only_computes() {
  ++depth;
  try {
    compute();
  } catch (...) {
    --depth;
    throw;
  }
  --depth;
  co_await work();
}

acme::task<> copies() {
  int before = depth;
  try {
    co_await work();
  } catch (...) {
    use(before);
  }
}

// The error is that of what threw.

acme::task<> tells_why(int file) {
  char c;
  (void)!::read(file, &c, 1);
  try {
    co_await work();
  } catch (...) {
    use(errno);
  }
}
