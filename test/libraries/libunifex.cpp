// RUN: %prove %s
#include "unifex/task.h"
#include <vector>

unifex::task<> ping();
unifex::task<int> count(unifex::inplace_stop_token token = {});
unifex::task<> tick() { co_await ping(); }

unifex::task<int> work(unifex::inplace_stop_token token) {
  int n = unifex::sync_wait(unifex::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  co_return n + co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'count' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-8]]:52: note: this parameter takes the token
  // CHECK-FIXES: co_return n + co_await count(token);
}

void ordinary(unifex::async_scope &scope) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'unifex::spawn_detached'
  unifex::spawn_detached(ping(), scope);
  unifex::spawn_detached(tick(), scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'tick': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-18]]:25: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-19]]:16: note: put the whole body into 'try' and 'catch (...)'
  unifex::let_value(unifex::just(1), [] { return ping(); });
}

unifex::task<> each(std::vector<int> items, unifex::async_scope &scope) {
  for (int item : items)
    scope.spawn(ping());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  for (int item : items)
    scope.detached_spawn(ping());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detached_spawn' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await ping();
}
