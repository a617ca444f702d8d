// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

// A write is stale only if there is somebody else who writes.

acme::task<int> number();
acme::task<std::optional<int>> read();
acme::task<std::unique_ptr<int>> make();
acme::task<> work();

// --- Nobody else in sight ---

class stream {
public:
  acme::task<std::optional<int>> next() {
    if (!ahead)
      ahead = co_await read();
    co_return std::exchange(ahead, std::nullopt);
  }

private:
  std::optional<int> ahead;
};

// Constructors, and what only the coroutine itself calls, are no others.
class reader {
public:
  explicit reader(int first) { ahead = first; }
  ~reader() { ahead.reset(); }
  acme::task<int> next() {
    if (!ahead)
      ahead = co_await number();
    co_return take();
  }
  bool at_end() const { return !ahead; }

private:
  int take() {
    int taken = *ahead;
    ahead.reset();
    return taken;
  }
  std::optional<int> ahead;
};

class counter {
public:
  acme::task<> count() { total = total + co_await number(); }
  int get() const { return total; }

private:
  int total = 0;
};

acme::task<> one_after_the_other(counter &all) {
  co_await all.count();
  co_await all.count();
}

acme::task<> each_its_own() {
  for (int i = 0; i < 3; ++i) {
    counter own;
    acme::spawn(own.count());
  }
}

acme::task<int> closure_alone() {
  int sum = 0;
  auto add = [&]() -> acme::task<> { sum = sum + co_await number(); };
  co_await add();
  sum = 0;
  co_await add();
  co_return sum;
}

// --- Others ---

class cache {
public:
  acme::task<int> get() {
    if (!value)
      value = co_await make();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'value' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
    co_return *value;
  }
  void forget() { value.reset(); }

private:
  std::unique_ptr<int> value;
};

class account {
public:
  acme::task<> deposit() { balance = balance + co_await number(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:48: note: the coroutine is suspended here
  // CHECK-FIXES: acme::task<> deposit() { auto value = co_await number(); balance = balance + value; }
  acme::task<> withdraw() { balance -= co_await number(); }

private:
  int balance = 0;
};

class clock {
public:
  template <typename F> void every_second(F f);
  void start() {
    every_second([this] { ++ticks; });
  }
  acme::task<> adjust() { ticks = ticks + co_await number(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'ticks' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:35: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:43: note: the coroutine is suspended here
  // CHECK-FIXES: acme::task<> adjust() { auto value = co_await number(); ticks = ticks + value; }

private:
  int ticks = 0;
};

class guarded {
public:
  acme::task<> add() { total = total + co_await number(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:40: note: the coroutine is suspended here
  // CHECK-FIXES: acme::task<> add() { auto value = co_await number(); total = total + value; }

private:
  std::mutex mutex;
  int total = 0;
};

// --- Two at once ---

class spawned {
public:
  acme::task<> add() { total = total + co_await number(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:40: note: the coroutine is suspended here
  // CHECK-FIXES: acme::task<> add() { auto value = co_await number(); total = total + value; }
  void many() {
    for (int i = 0; i < 3; ++i)
      acme::spawn(add());
  }

private:
  int total = 0;
};

struct gathered {
  int total = 0;
  acme::task<> add() { total = total + co_await number(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:40: note: the coroutine is suspended here
  // CHECK-FIXES: acme::task<> add() { auto value = co_await number(); total = total + value; }
  acme::task<> both() {
    auto one = add();
    auto other = add();
    co_await acme::when_all(one, other);
  }
};

struct collected {
  int total = 0;
  acme::task<> add() { total = total + co_await number(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:40: note: the coroutine is suspended here
  // CHECK-FIXES: acme::task<> add() { auto value = co_await number(); total = total + value; }
};

acme::task<> collect(collected &all) {
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < 3; ++i)
    tasks.push_back(all.add());
  for (auto &each : tasks)
    co_await each;
}

struct service {
  std::unique_ptr<int> connection;
  acme::task<> connect() {
    if (!connection)
      connection = co_await make();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'connection' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here
  }
};

acme::task<> handle(service &with) { co_await with.connect(); }

void serve(service &with) {
  for (int i = 0; i < 3; ++i)
    acme::spawn(handle(with));
}
