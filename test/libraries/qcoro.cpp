// REQUIRES: qcoro
// RUN: %prove %s -- %qcoro-flags
#include <QCoroTask>
#include <QCoroTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <thread>

QCoro::Task<> ping();
QCoro::Task<int> count();

QCoro::Task<int> work(QTimer &timer) {
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::milliseconds(5));
  int n = QCoro::waitFor(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitFor' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await ping();
  co_await timer;
  co_return n + co_await count();
}

void ordinary(QTimer &timer, QObject *context) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: attach a continuation with '.then(callback)'
  ping().then([] {});
  QCoro::connect(ping(), context, [] {});
  // Signals are what such tasks are made for.
  QObject::connect(&timer, &QTimer::timeout, context,
                   []() -> QCoro::Task<> { co_await ping(); });
}

thread_local int depth = 0;

// The coroutine stays on its thread.
QCoro::Task<> on_one_thread() {
  ++depth;
  co_await ping();
  --depth;
}
