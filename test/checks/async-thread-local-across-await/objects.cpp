// RUN: %prove %s
#include "acme/task.h"
#include <string>
#include <utility>

// Objects that change what belongs to the thread, and change it back at their end.

acme::task<> work();
void use(int n);

thread_local int depth = 0;
thread_local const char *current = nullptr;
int total = 0;

class nesting {
public:
  nesting() { ++depth; }
  ~nesting() { --depth; }
};

class named {
public:
  explicit named(const char *name) : before(std::exchange(current, name)) {}
  ~named() { current = before; }

private:
  const char *before;
};

class level {
public:
  explicit level(int to) : before(depth) { depth = to; }
  ~level() { depth = before; }
  int get() const { return before; }

private:
  int before;
};

acme::task<> counted() {
  nesting one;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' changes the 'depth' of one thread, and at its end perhaps that of another: the coroutine is suspended in between [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is made here
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may go on with another thread from here
  co_await work();
}

acme::task<> called() {
  named as("me");
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'as' changes the 'current' of one thread, and at its end perhaps that of another: the coroutine is suspended in between [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is made here
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may go on with another thread from here
  co_await work();
  use(1);
}

acme::task<> in_a_loop() {
  for (int i = 0; i < 3; ++i) {
    level inner(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'inner' changes the 'depth' of one thread, and at its end perhaps that of another: the coroutine is suspended in between [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is made here
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: the coroutine may go on with another thread from here
    use(inner.get());
    co_await work();
  }
}

acme::task<> own_scope() {
  {
    nesting one;
    use(1);
  }
  co_await work();
}

acme::task<> before() {
  co_await work();
  nesting one;
  use(1);
}

acme::task<> leaves_first(bool now) {
  if (now) {
    level one(1);
    co_return;
  }
  co_await work();
}

// These change nothing of the thread's.
class sum {
public:
  explicit sum(int n) : before(depth + n) { total += n; }
  ~sum() { total -= before; }

private:
  int before;
};

class last {
public:
  ~last() { depth = 0; }
};

class elsewhere {
public:
  elsewhere();
  ~elsewhere();
};

acme::task<> others() {
  sum one(1);
  last two;
  elsewhere three;
  co_await work();
}
