// RUN: %prove %s
// Constructors and destructors run where objects are made and end.
#include "acme/task.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

acme::task<int> size();
acme::task<> flush();

struct table {
  explicit table(int id) : rows(acme::sync_wait(size()) + id) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'sync_wait' blocks the thread that runs coroutine 'declares' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a constructor cannot await the task: let a coroutine do so and make the object of the result
  // CHECK-MESSAGES: :[[@LINE+4]]:9: note: coroutine 'declares' calls 'table' here
  int rows;
};
acme::task<int> declares() {
  table t(1);
  co_await flush();
  co_return t.rows;
}

// Through members and bases that nobody initialises in writing.
struct base {
  base() { flush().wait(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread that runs coroutine 'derives' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: a constructor cannot await the task: let a coroutine do so and make the object of the result
  // CHECK-MESSAGES: :[[@LINE+6]]:11: note: coroutine 'derives' calls 'base' here
};
struct derived : base {
  std::string name;
};
acme::task<> derives() {
  derived d;
  co_await flush();
}

struct settings {
  settings() { count = size().get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread that runs coroutine 'makes' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: a constructor cannot await the task: let a coroutine do so and make the object of the result
  // CHECK-MESSAGES: :[[@LINE+4]]:14: note: coroutine 'makes' calls 'settings' here
  int count;
};
acme::task<> makes() {
  auto all = std::make_unique<settings>();
  co_await flush();
}

// Through ordinary functions, and at the end.
struct session {
  ~session() { flush().wait(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'wait' blocks the thread that runs coroutine 'closes' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: a destructor cannot await the task: let a coroutine do so before the object ends
  // CHECK-MESSAGES: :[[@LINE+3]]:29: note: 'use' calls '~session' here
  // CHECK-MESSAGES: :[[@LINE+5]]:3: note: coroutine 'closes' calls 'use' here
};
static void use() { session s; }
acme::task<> closes() {
  co_await flush();
  use();
}

// No coroutine makes one, or it does not end here.
struct unused {
  unused() { flush().wait(); }
};
static void ordinary() { unused u; }
int main() { ordinary(); }
struct handed {
  handed() = default;
  handed(handed &&) = default;
  handed &operator=(handed &&) = default;
  ~handed() { flush().wait(); }
};
handed make();
void keep(handed h);
acme::task<handed> passes_on() {
  handed h;
  co_await flush();
  co_return h;
}
acme::task<> gives_away() {
  handed h = make();
  co_await flush();
  keep(std::move(h));
}
// Memory for one, and a pointer to one.
struct waiting {
  waiting() { flush().wait(); }
};
acme::task<> pointers(waiting *given, std::vector<waiting> &all) {
  waiting *w = given;
  std::unique_ptr<waiting> empty;
  std::optional<waiting> none;
  waiting copy = *w;
  all.push_back(copy);
  co_await flush();
}
