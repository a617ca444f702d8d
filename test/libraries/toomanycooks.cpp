// RUN: %prove %s
#include "tmc/task.h"
#include <vector>

tmc::task<> ping();
tmc::task<> tick() { co_await ping(); }

void ordinary(tmc::ex_cpu &executor) {
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ping' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to 'tmc::spawn(task).detach()'
  tmc::post(executor, ping());
  tmc::post(executor, tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'tick': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-9]]:22: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-10]]:13: note: put the whole body into 'try' and 'catch (...)'
  tmc::spawn(ping()).detach();
}

tmc::task<> offloaded() {
  co_await co_await tmc::spawn_func(ping);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: what 'spawn_func' runs elsewhere only makes the task, which runs where this coroutine awaits it [async-needless-offload]
  // CHECK-FIXES: co_await ping();
}

tmc::task<> each(std::vector<int> items) {
  std::vector<tmc::task<>> tasks;
  for (int item : items)
    tasks.push_back(ping());
  co_await tmc::spawn_many(tasks);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'spawn_many' starts a task for each element of 'items' at once: nothing limits how many run together [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the tasks are collected in this loop
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let each task wait for a semaphore first, or start a fixed number at a time
}
