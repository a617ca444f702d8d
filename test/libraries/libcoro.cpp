// RUN: %prove %s
#include "coro/coro.h"
#include <vector>

coro::task<int> count();
coro::task<> ping();
coro::task<> tick() { co_await ping(); }

coro::task<int> work(coro::thread_pool &pool) {
  int n = coro::sync_wait(mock::conditional<int>());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  n += coro::sync_wait(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: n += co_await count();
  co_await pool.schedule();
  co_await coro::invoke([]() -> coro::task<> { co_await ping(); });
  co_return n + co_await count();
}

void ordinary(coro::thread_pool &pool) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'coro::thread_pool::spawn_detached'
  pool.spawn_detached(ping());
  pool.spawn_detached(tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'tick': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-20]]:23: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-21]]:14: note: put the whole body into 'try' and 'catch (...)'
}

coro::task<> each(std::vector<int> items, coro::task_group<coro::thread_pool> &group) {
  for (int item : items)
    (void)group.start(ping());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'start' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: let each task wait for a semaphore first, or start a fixed number at a time
  co_await ping();
}
