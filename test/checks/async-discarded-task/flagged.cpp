// RUN: %prove %s
#include "acme/task.h"
#include <tuple>

acme::task<> work();
acme::task<int> number();
acme::job<int> start();

struct connection {
  acme::task<> close();
  acme::task<> operator()();
  static acme::task<> open();
};

acme::task<> statements(bool fast, int kind, connection &c, connection *p) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'number' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
  c.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'close' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await c.close();
  p->close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'close' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await p->close();
  connection::open();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'open' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await connection::open();
  c();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that is returned here is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await c();
  (work());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: (co_await work());
  if (fast)
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
  else
    number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'number' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await number();
  for (work(); fast; number())
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: the task that 'number' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: for (co_await work(); fast; co_await number())
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
  while (fast)
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
  do
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
  while (fast);
  for (int i : {1, 2, 3})
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
  switch (kind) {
  case 1:
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
    break;
  default:
    number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'number' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await number();
  }
  [[likely]] work();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: [[likely]] co_await work();
  co_await work();
}

acme::task<> operands(bool fast, int n) {
  work(), ++n;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work(), ++n;
  ++n, work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: ++n, co_await work();
  n = (work(), 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: n = (co_await work(), 3);
  fast ? work() : work();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: fast ? co_await work() : co_await work();
  (fast ? work() : work());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await (fast ? work() : work());
  fast ? (void)work() : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: fast ? co_await work() : (void)0;
  fast && work();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  co_await work();
}

acme::task<> on_purpose() {
  (void)work();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  (void) /* not needed */ work();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await /* not needed */ work();
  static_cast<void>(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'number' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
  std::ignore = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  co_await work();
}

acme::task<> eager() {
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'start' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await start();
  co_await work();
}

acme::task<> guarded() {
  try {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-FIXES: co_await work();
  } catch (...) {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  }
  static const int once = (work(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  co_await work();
}

acme::task<> comments() {
  work(/* now */); // and here
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work(/* now */); // and here
  /* before */ work();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: /* before */ co_await work();
  co_await work();
}

void ordinary() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  auto kept = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'kept' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
}
