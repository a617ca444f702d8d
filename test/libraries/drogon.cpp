// RUN: %prove %s
#include "drogon/coroutine.h"
#include <thread>

using drogon::Task;

Task<int> count();
Task<> ping();
Task<> tick() { co_await ping(); }

Task<int> work(drogon::orm::DbClient &database) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), std::chrono::seconds(1));
  int n = drogon::sync_wait(mock::conditional<int>());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the operation completes [async-blocking-wait]
  database.execSqlSync("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execSqlSync' blocks the thread that runs this coroutine [async-blocking-call]
  co_await database.execSqlCoro("select 1");
  co_return n + co_await count();
}

Task<> locked(drogon::Mutex &mutex, drogon::Mutex &other) {
  auto forgotten = other.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'forgotten' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto forgotten = co_await other.scoped_lock();
  auto guard = co_await mutex.scoped_lock();
  co_await ping();
}

void ordinary() {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'drogon::async_run'
  drogon::async_run(ping);
  drogon::async_run([]() -> Task<> { co_await ping(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves this coroutine lambda: the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
}
