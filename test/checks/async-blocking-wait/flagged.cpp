// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <string>
#include <utility>

struct person {
  std::string name;
  int age();
};

acme::task<> work();
acme::task<int> number();
acme::task<person> find(int id);
acme::task<std::unique_ptr<int>> make();
int plain(int);

acme::task<int> members(acme::task<> t, acme::task<int> n, acme::task<int> *p,
                        std::unique_ptr<acme::task<int>> owned) {
  t.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await t;
  work().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await work();
  int a = n.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await n;
  int b = std::move(n).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int b = co_await std::move(n);
  int c = number().get() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int c = co_await number() + 1;
  int d = plain(number().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int d = plain(co_await number());
  int e = p->get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int e = co_await *p;
  int f = owned->get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int f = co_await *owned;
  int g = (*p).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int g = co_await (*p);
  co_return number().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_return co_await number();
}

acme::task<> functions(bool fast, acme::task<int> n) {
  acme::sync_wait(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await work();
  int a = acme::sync_wait(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int a = co_await number();
  int b = acme::sync_wait(std::move(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int b = co_await std::move(n);
  int c = acme::sync_wait(fast ? number() : number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int c = co_await (fast ? number() : number());
  using namespace acme;
  int d = sync_wait(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int d = co_await number();
  co_await work();
}

acme::task<> precedence() {
  auto name = find(1).get().name;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto name = (co_await find(1)).name;
  int age = acme::sync_wait(find(2)).age();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int age = (co_await find(2)).age();
  char first = find(3).get().name[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: char first = (co_await find(3)).name[0];
  auto pointer = make().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto pointer = co_await make();
  int value = *make().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int value = *co_await make();
  int pointee = *acme::sync_wait(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int pointee = *co_await make();
  bool none = !number().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: bool none = !co_await number();
  int minus = -number().get() * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int minus = -co_await number() * 2;
  co_await work();
}

acme::task<> statements(acme::task<int> n, acme::task<> t) {
  if (number().get() > 1)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: if (co_await number() > 1)
    co_return;
  for (int i = 0; i < acme::sync_wait(number()); ++i)
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: for (int i = 0; i < co_await number(); ++i)
    t.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    // CHECK-FIXES: co_await t;
  while (n.get())
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: while (co_await n)
    co_await work();
  switch (number().get()) {
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: switch (co_await number()) {
  case 1:
    break;
  }
  auto [text, rest] = std::pair(number().get(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto [text, rest] = std::pair(co_await number(), 1);
  co_await find(number().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await find(co_await number());
}

// A nested wait is repaired together with the one around it.
acme::task<> nested() {
  auto p = acme::sync_wait(find(acme::sync_wait(number())));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:33: warning: 'sync_wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: auto p = co_await find(co_await number());
  co_await work();
}

// `co_await` may not stand in a handler or in the initialiser of a static variable.
acme::task<> forbidden() {
  try {
    work().get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    // CHECK-FIXES: co_await work();
  } catch (...) {
    work().get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  }
  static int once = number().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  co_await work();
}
