// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <memory>
#include <vector>

acme::task<> step();
void use(int);
template <class T> T await(std::future<T> result);

// What the closure is in is left when the tasks are done.

acme::task<> in_outer_container(int n) {
  std::vector<acme::task<int>> all;
  auto part = [&]() -> acme::task<> {
    auto one = [&n](int i) -> acme::task<int> {
      co_await step();
      co_return n + i;
    };
    for (int i = 0; i < 3; ++i)
      all.push_back(one(i));
    for (auto &task : all)
      co_await task;
    all.clear();
  };
  co_await part();
}
struct server {
  std::vector<acme::task<>> running;
  acme::task<> pending;
  int state = 0;
  acme::task<> serve() {
    auto one = [this]() -> acme::task<> {
      co_await step();
      ++state;
    };
    running.push_back(one());
    running.push_back(one());
    co_await acme::when_all(running);
  }
  acme::task<> serve_one() {
    auto one = [this]() -> acme::task<> {
      co_await step();
      ++state;
    };
    pending = one();
    co_await pending;
  }
  acme::task<> serve_later() {
    auto one = [this]() -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+6]]:15: note: this task outlives the closure
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:16: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      ++state;
    };
    pending = one();
    co_await step();
  }
};

// The closure has the other half of what is waited for, or sets what is asked.

int promised(int n) {
  std::promise<int> done;
  std::future<int> result = done.get_future();
  auto run = [done = std::move(done), n]() mutable -> acme::task<> {
    co_await step();
    done.set_value(n);
  };
  acme::spawn(run());
  return await(std::move(result));
}
int promised_by_reference(int n) {
  std::promise<int> done;
  auto result = done.get_future();
  auto run = [&]() -> acme::task<> {
    co_await step();
    done.set_value(n);
  };
  acme::spawn(run());
  return await(std::move(result));
}
void spins(int n) {
  std::atomic<bool> done = false;
  auto run = [&]() -> acme::task<> {
    co_await step();
    use(n);
    done = true;
  };
  acme::spawn(run());
  do
    use(0);
  while (!done);
}
void looks_again(int n) {
  bool done = false;
  auto run = [&]() -> acme::task<> {
    co_await step();
    use(n);
    done = true;
  };
  acme::spawn(run());
  for (;;)
    if (done)
      break;
}
struct channel {
  void send(int);
  int receive();
};
int receives(int n) {
  channel results;
  auto run = [&]() -> acme::task<> {
    co_await step();
    results.send(n);
  };
  acme::spawn(run());
  return results.receive();
}
std::future<int> hands_out(int n) {
  std::promise<int> done;
  auto result = done.get_future();
  auto run = [&]() -> acme::task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+6]]:15: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:14: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    done.set_value(n);
  };
  acme::spawn(run());
  return result;
}
int looks_once() {
  int value = 0;
  auto run = [&]() -> acme::task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+6]]:15: note: this task outlives the closure
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:14: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    value = 1;
  };
  acme::spawn(run());
  use(value);
  return value;
}

// Who is given the closure calls it at once and hands out the task.

struct visited {
  int state = 0;
  template <class F> auto visit(F &&work) { return work(*this); }
  template <class F> auto visit_one(F work) {
    if (state)
      return work(*this);
    auto task = work(*this);
    return task;
  }
  acme::task<> awaits() {
    co_await visit([this](visited &) -> acme::task<> {
      co_await step();
      ++state;
    });
    co_await visit_one([this](visited &) -> acme::task<> {
      co_await step();
      ++state;
    });
  }
  void waits() {
    visit([this](visited &) -> acme::task<> {
      co_await step();
      ++state;
    }).wait();
  }
  acme::task<> returns() {
    return visit([this](visited &) -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:18: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      ++state;
    });
  }
  acme::task<> keeps() {
    auto task = visit_one([this](visited &) -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:27: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      ++state;
    });
    co_await task;
  }
  void starts() {
    acme::spawn(visit([this](visited &) -> acme::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:23: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await step();
      ++state;
    }));
  }
};

// An algorithm stores the tasks and lets its callable go.

template <class From, class To, class F> void map(From from, To to, F work) {
  for (auto &each : from)
    *to++ = work(each);
}
template <class To, class F> void fill(To *first, To *last, F work) {
  for (; first != last; ++first)
    *first = work();
}
acme::task<> algorithms(std::vector<int> all, int base) {
  std::vector<acme::task<int>> tasks;
  std::transform(all.begin(), all.end(), std::back_inserter(tasks),
                 [base](int i) -> acme::task<int> { co_return base + i; });
                 // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
                 // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the closure is handed over here
                 // CHECK-MESSAGES: :[[@LINE-3]]:63: note: a capture is used here
                 // CHECK-MESSAGES: :[[@LINE-4]]:18: note: parameters are copied into the frame of the coroutine: pass it what it captures
  std::ranges::transform(all, std::back_inserter(tasks),
                         [base](int i) -> acme::task<int> { co_return base + i; });
                         // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
                         // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the closure is handed over here
                         // CHECK-MESSAGES: :[[@LINE-3]]:71: note: a capture is used here
                         // CHECK-MESSAGES: :[[@LINE-4]]:26: note: parameters are copied into the frame of the coroutine: pass it what it captures
  std::generate_n(std::back_inserter(tasks), 3,
                  [&]() -> acme::task<int> { co_return base; });
                  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
                  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the closure is handed over here
                  // CHECK-MESSAGES: :[[@LINE-3]]:56: note: a capture is used here
                  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: parameters are copied into the frame of the coroutine: pass it what it captures
  auto one = [base](int i) -> acme::task<int> { co_return base + i; };
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:59: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:14: note: parameters are copied into the frame of the coroutine: pass it what it captures
  std::transform(all.begin(), all.end(), std::back_inserter(tasks), one);
  map(all, std::back_inserter(tasks),
      [base](int i) -> acme::task<int> { co_return base + i; });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
      // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the closure is handed over here
      // CHECK-MESSAGES: :[[@LINE-3]]:52: note: a capture is used here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: parameters are copied into the frame of the coroutine: pass it what it captures
  for (auto &task : tasks)
    co_await task;
}
acme::task<> gather(std::vector<acme::task<int>> tasks);
// The container belongs to the function around, and yet all of it is awaited here.
acme::task<> awaits_what_is_around(int base) {
  std::vector<acme::task<int>> tasks;
  auto round = [&]() -> acme::task<> {
    auto one = [&](int i) -> acme::task<int> { co_return base + i; };
    for (int i = 0; i < 3; ++i)
      tasks.emplace_back(one(i));
    auto all = gather(std::move(tasks));
    co_await all;
    tasks.clear();
  };
  co_await round();
}
acme::task<> awaits_no_more_than_some(int base) {
  std::vector<acme::task<int>> tasks;
  auto round = [&](bool all) -> acme::task<> {
    auto one = [&](int i) -> acme::task<int> { co_return base + i; };
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this scope: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE+3]]:24: note: this task outlives the closure
    // CHECK-MESSAGES: :[[@LINE-3]]:58: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:16: note: parameters are copied into the frame of the coroutine: pass it what it captures
    tasks.emplace_back(one(1));
    co_return;
  };
  co_await round(false);
  co_await tasks.front();
}
acme::task<> algorithms_without_captures(std::vector<int> all, int base) {
  std::vector<acme::task<int>> tasks;
  auto one = [base](int i) -> acme::task<int> { co_return base + i; };
  std::transform(all.begin(), all.end(), std::back_inserter(tasks), std::ref(one));
  std::transform(all.begin(), all.end(), std::back_inserter(tasks),
                 [&](int i) { return one(i); });
  std::transform(all.begin(), all.end(), std::back_inserter(tasks),
                 [](int i) -> acme::task<int> { co_return i; });
  acme::task<int> more[2];
  fill(more, more + 2, []() -> acme::task<int> { co_return 1; });
  for (auto &task : tasks)
    co_await task;
}
