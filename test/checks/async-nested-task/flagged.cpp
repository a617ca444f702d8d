// RUN: %prove %s
#include "acme/task.h"
#include <tuple>

acme::task<> work();
acme::task<acme::task<>> outer();
acme::task<acme::task<int>> number();
acme::task<acme::job<int>> launch();
acme::job<acme::task<>> eager();

struct connection {
  acme::task<acme::task<>> close();
};

acme::task<> statements(bool fast, connection &c, acme::task<acme::task<>> given) {
  co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await outer());
  co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await number());
  co_await eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await eager());
  co_await c.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await c.close());
  co_await given;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await given);
  co_await std::move(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await std::move(given));
  (co_await outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: (co_await (co_await outer()));
  if (fast)
    co_await outer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
    // CHECK-FIXES: co_await (co_await outer());
  else
    co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
    // CHECK-FIXES: co_await (co_await number());
  for (co_await outer(); fast; co_await number())
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: for (co_await (co_await outer()); fast; co_await (co_await number()))
    fast = false;
  co_await work();
}

acme::task<> operands(bool fast, int n) {
  ++n, co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: ++n, co_await (co_await outer());
  co_await outer(), ++n;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await outer()), ++n;
  fast ? co_await outer() : co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  co_await (fast ? outer() : outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await (fast ? outer() : outer()));
  co_await co_await number(), co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await number(), co_await (co_await outer());
}

acme::task<> on_purpose() {
  (void)co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await outer());
  static_cast<void>(co_await /* both */ number());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await /* both */ number());
  std::ignore = co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await outer());
}

// Eager: it runs on, and nobody learns how it ends.
acme::task<> started() {
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: nobody learns when it completes or that it failed [async-nested-task]
  // CHECK-FIXES: co_await (co_await launch());
}

acme::task<> guarded() {
  try {
    co_await outer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
    // CHECK-FIXES: co_await (co_await outer());
  } catch (int) {
  }
}

acme::task<acme::task<acme::task<>>> third();
// One more `co_await` would leave one more task.
acme::task<> deep() {
  co_await third();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
}
