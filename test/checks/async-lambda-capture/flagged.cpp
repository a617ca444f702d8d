// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"
#include <algorithm>
#include <string>
#include <thread>
#include <vector>

acme::task<> step();
acme::task<int> number();
void use(int);
template <typename F> void later(F &&callable) { acme::spawn(callable()); }
template <typename F> void run_now(F callable) { callable(); }

struct session {
  int state = 0;
  acme::task<> stored;

  // Called at once, and not awaited.

  acme::task<int> returned() {
    return [this]() -> acme::task<int> { co_return state; }();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:52: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:12: note: parameters are copied into the frame of the coroutine: pass it what it captures
  }
  void started() {
    acme::spawn([this]() -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      state = 1;
    }());
  }
  void kept_by_member() {
    stored = [this]() -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:14: note: parameters are copied into the frame of the coroutine: pass it what it captures
      state = 1;
      co_return;
    }();
  }
  void forgotten() {
    [this]() -> acme::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      state = 1;
    }();
  }
};

acme::task<int> kept(int n) {
  auto task = [n]() -> acme::task<int> { co_return n; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:52: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}
acme::task<> collected(int n) {
  std::vector<acme::task<int>> tasks;
  for (int i = 0; i < n; ++i)
    tasks.push_back([i]() -> acme::task<int> { co_return i; }());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:58: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: parameters are copied into the frame of the coroutine: pass it what it captures
  for (auto &task : tasks)
    co_await task;
}
acme::task<int> with_parameters(std::string name) {
  auto task = [name](int n) -> acme::task<int> { co_return n + int(name.size()); }(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:68: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}
acme::task<int> by_reference(int n) {
  auto task = [&]() -> acme::task<int> { co_return n; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:52: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  co_return co_await task;
}
acme::task<> eager(int n) {
  auto job = [n]() -> acme::job<int> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    co_return n;
  }();
  co_await job;
}

// A local one, whose task leaves the scope.

acme::task<int> local_returned(int n) {
  auto make = [n]() -> acme::task<int> { co_return n; };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:10: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE-3]]:52: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  return make();
}
void local_started(int n) {
  auto make = [n]() -> acme::task<int> { co_return n; };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE-3]]:52: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  acme::spawn(make());
}
acme::task<int> local_stored(int n) {
  auto make = [n]() -> acme::task<int> { co_return n; };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE-3]]:52: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
  auto task = make();
  return task;
}
void local_forgotten(int n) {
  auto go = [n]() -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    use(n);
  };
  go();
}

acme::task<> local_in_loop(int n) {
  std::vector<acme::task<int>> tasks;
  for (int i = 0; i < n; ++i) {
    auto make = [i]() -> acme::task<int> { co_return i; };
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:21: note: this task outlives the closure
    // CHECK-MESSAGES: :[[@LINE-3]]:54: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: parameters are copied into the frame of the coroutine: pass it what it captures
    tasks.push_back(make());
  }
  for (auto &task : tasks)
    co_await task;
}
acme::task<> local_started_in_loop(int n) {
  for (int i = 0; i < n; ++i) {
    auto make = [i]() -> acme::task<int> { co_return i; };
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:17: note: this task outlives the closure
    // CHECK-MESSAGES: :[[@LINE-3]]:54: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: parameters are copied into the frame of the coroutine: pass it what it captures
    acme::spawn(make());
  }
  co_await step();
}

// Handed to somebody who lets it go.

void for_each(std::vector<int> &all, int n) {
  std::for_each(all.begin(), all.end(), [n](int) -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:41: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    use(n);
  });
}

void in_thread(int n) {
  std::thread([n]() -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    use(n);
  }).detach();
}
void passed_on(int n) {
  later([n]() -> acme::task<int> { co_return n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:46: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:9: note: parameters are copied into the frame of the coroutine: pass it what it captures
}
void passed_by_value(int n) {
  run_now([n]() -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:11: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    use(n);
  });
}
