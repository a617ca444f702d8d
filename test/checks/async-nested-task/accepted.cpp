// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <future>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<int> number();
acme::task<acme::task<>> outer();
acme::task<acme::task<int>> counted();
acme::task<acme::job<int>> launch();
acme::task<acme::fire_and_forget> logged();
void consume(acme::task<> t);

acme::task<> unwrapped(bool fast) {
  co_await work();
  co_await number();
  co_await co_await outer();
  co_await (co_await outer());
  int n = co_await co_await counted();
  auto inner = co_await outer();
  co_await inner;
  consume(co_await outer());
  acme::spawn(co_await outer());
  co_await (fast ? co_await outer() : work());
  co_await std::move(inner);
}

// A coroutine whose value is a task hands it to whoever awaits it.
acme::task<acme::task<>> later() { co_return work(); }
acme::task<acme::task<>> forwarded() { co_return co_await outer(); }
acme::task<acme::task<>> plain() { return outer(); }

// What is eager runs without anybody, if the author says so.
acme::task<> on_purpose() {
  (void)co_await launch();
  std::ignore = co_await launch();
  co_await logged();
}

// What a reference leads to, somebody else may still await.
struct slot {
  acme::task<> held;
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  acme::task<> &await_resume() { return held; }
};
acme::task<> referred(slot &s) {
  co_await s;
  co_await s.held;
}

// An operation that waits until a job is complete hands it back for its result.
struct settled {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  acme::job<int> await_resume();
};
settled settle(acme::job<int> job);
acme::task<> complete() {
  co_await settle(co_await launch());
}

acme::task<> stored(std::vector<acme::task<>> &tasks, std::optional<acme::task<>> &next) {
  tasks.push_back(co_await outer());
  next = co_await outer();
  auto owned = std::make_unique<acme::task<>>(co_await outer());
  auto t = co_await outer();
  t = co_await outer();
  co_await t;
}

// The statement expression is used.
acme::task<> extension() {
  auto t = ({ co_await outer(); });
  co_await t;
}
