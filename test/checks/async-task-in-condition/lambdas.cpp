// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <vector>

acme::task<> work();
acme::task<bool> ready();
acme::task<bool> is_even(int);

acme::task<> lambdas(std::vector<int> numbers) {
  auto coroutine = []() -> acme::task<> {
    if (ready())
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    // CHECK-FIXES: if (co_await ready())
      co_await work();
  };
  co_await coroutine();
  // A plain lambda in a coroutine cannot await.
  auto plain = [] { return !ready(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-MESSAGES: :[[@LINE-2]]:29: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  plain();
  std::count_if(numbers.begin(), numbers.end(), [](int n) { return is_even(n) ? 1 : 0; });
  // CHECK-MESSAGES: :[[@LINE-1]]:68: warning: the task that 'is_even' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-MESSAGES: :[[@LINE-2]]:68: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  if ([] { return ready(); }())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that is returned here is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await [] { return ready(); }())
    co_await work();
  auto captured = [t = ready()] { return !t; };
  captured();
}
