// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <utility>

// What keeps others out until it goes: an asynchronous lock, whatever its guard is made of.

acme::task<int> number();
acme::task<std::unique_ptr<int>> make();

struct mutex {
  void unlock();
};
struct unlocker {
  void operator()(mutex *of) const { of->unlock(); }
};
using held = std::unique_ptr<mutex, unlocker>;

struct flag {
  bool is_busy = false;
};
class busy {
public:
  explicit busy(flag &of) : of(&of) {}
  busy(busy &&other) : of(std::exchange(other.of, nullptr)) {}
  ~busy() {
    if (of)
      of->is_busy = false;
  }

private:
  flag *of;
};

class gate {
public:
  acme::task<held> enter();
  acme::task<busy> begin();
  acme::task<std::shared_ptr<void>> lock();
  acme::task<std::shared_ptr<int>> look();
  void leave() { inside = 0; }
  int inside = 0;
};
class visit {
public:
  explicit visit(gate &of) : of(of) {}
  ~visit() { of.leave(); }

private:
  gate &of;
};

class trace {
public:
  explicit trace(int &of) : of(of) {}
  ~trace() { ++of; }

private:
  int &of;
};

class store {
public:
  acme::task<> by_deleter() {
    auto lock = co_await door.enter();
    if (!cache)
      cache = co_await make();
  }
  acme::task<> by_flag() {
    auto lock = co_await door.begin();
    total = total + co_await number();
  }
  acme::task<> by_name() {
    auto lock = co_await door.lock();
    total = total + co_await number();
  }
  acme::task<> by_method() {
    visit lock(door);
    if (!cache)
      cache = co_await make();
  }
  acme::task<> too_late() {
    if (!cache) {
      auto made = co_await make();
      auto lock = co_await door.enter();
      cache = std::move(made);
    }
  }
  acme::task<> no_lock() {
    auto seen = co_await door.look();
    total = total + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: total = total + value;
  }
  acme::task<> only_counts() {
    trace t(calls);
    total = total + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: total = total + value;
  }
  acme::task<> scope_is_over() {
    {
      auto lock = co_await door.enter();
    }
    total = total + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: total = total + value;
  }

private:
  gate door;
  int total = 0, calls = 0;
  std::unique_ptr<int> cache;
};
