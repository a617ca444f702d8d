// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <optional>

acme::task<> work();
acme::task<bool> ready();
acme::task<int> number();
acme::task<int *> find();
acme::task<std::optional<int>> next();
acme::task<std::unique_ptr<int>> make();

struct connection {
  acme::task<bool> alive();
  acme::task<bool> operator()();
  static acme::task<bool> open();
};

acme::task<> statements(connection &c, connection *p) {
  if (ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await ready())
    co_await work();
  while (ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: while (co_await ready())
    co_await work();
  do
    co_await work();
  while (number());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'number' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: while (co_await number());
  for (; ready();)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: for (; co_await ready();)
    co_await work();
  if (c.alive())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'alive' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await c.alive())
    co_await work();
  if (p->alive())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'alive' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await p->alive())
    co_await work();
  if (connection::open())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'open' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await connection::open())
    co_await work();
  if (c())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that is returned here is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await c())
    co_await work();
  if ((ready()))
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await ready())
    co_await work();
  if (int n = 1; ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (int n = 1; co_await ready())
    co_await work();
}

acme::task<> operands(bool fast, int n) {
  bool none = !ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: bool none = !co_await ready();
  bool both = fast && ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: bool both = fast && co_await ready();
  bool any = ready() || fast;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: bool any = co_await ready() || fast;
  n = ready() ? 1 : 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: n = co_await ready() ? 1 : 2;
  n = ready() /* or not */ ? 1 : 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: n = co_await ready() /* or not */ ? 1 : 2;
  both = fast && n && !(ready());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: both = fast && n && !co_await ready();
  if (fast && number() && n)
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'number' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (fast && co_await number() && n)
    co_await work();
  !ready() ? (void)co_await number() : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: !co_await ready() ? (void)co_await number() : (void)0;
}

// What a condition takes, and what it does not.
acme::task<> values() {
  if (find())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'find' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await find())
    co_await work();
  if (next())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'next' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await next())
    co_await work();
  if (make())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'make' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await make())
    co_await work();
  if (work())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'work' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_await work();
}

struct person {};
acme::task<person> who();
acme::task<acme::task<bool>> outer();
enum class color { red };
enum level { low };
acme::task<color> paint();
acme::task<level> measure();
acme::task<> other_values() {
  if (who())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'who' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_await work();
  if (outer())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'outer' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_await work();
  if (paint())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'paint' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    co_await work();
  if (measure())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'measure' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: if (co_await measure())
    co_await work();
}

acme::task<> guarded() {
  try {
    if (ready())
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
    // CHECK-FIXES: if (co_await ready())
      co_await work();
  } catch (...) {
    if (ready())
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
      throw;
  }
}

bool ordinary() {
  if (ready())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
    return true;
  return !number();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that 'number' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
}

acme::task<> first_in_line(bool fast) {
  ready() && fast;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'ready' returns is tested and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  // CHECK-FIXES: co_await ready() && fast;
  co_await work();
}
