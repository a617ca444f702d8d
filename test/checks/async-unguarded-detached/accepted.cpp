// RUN: %prove %s
// CHECK-SILENT
#include "acme/detached.h"
#include "acme/void.h"
#include <string>
#include <system_error>
#include <tuple>

acme::task<> work();
acme::task<> never_fails() noexcept;
void step();
void safe_step() noexcept;
void log();
extern "C" void c_function();

// Guarded from end to end.
acme::fire_and_forget guarded() {
  try {
    co_await work();
    step();
  } catch (...) {
    log();
  }
}
acme::fire_and_forget guarded_twice() {
  try {
    try {
      co_await work();
    } catch (...) {
      throw;
    }
  } catch (const std::exception &) {
  } catch (...) {
  }
}
acme::fire_and_forget guarded_as_most_do() {
  try {
    co_await work();
  } catch (const std::exception &) {
  }
}
acme::fire_and_forget function_block() try {
  co_await work();
} catch (...) {
}
acme::fire_and_forget in_a_loop() {
  for (int i = 0; i != 3; ++i) {
    try {
      co_await work();
    } catch (...) {
    }
  }
}
// What stands beside the guard is what the author leaves outside of it.
acme::fire_and_forget prepared() {
  step();
  try {
    co_await work();
  } catch (...) {
  }
  log();
}

// Nothing in it throws.
acme::fire_and_forget empty() { co_return; }
acme::fire_and_forget safe_calls(int n) {
  safe_step();
  c_function();
  std::string text = "text";
  text += std::to_string(n);
  co_await std::suspend_always();
}
inline void harmless(int &n) {
  ++n;
  safe_step();
}
inline void caught() {
  try {
    step();
  } catch (...) {
  }
}
inline int recursive(int n) { return n ? recursive(n - 1) : 0; }
acme::fire_and_forget harmless_calls(int n) {
  harmless(n);
  caught();
  recursive(n);
  co_return;
}
acme::fire_and_forget closure_only() {
  auto later = [] { throw 1; };
  co_return;
}

// A coroutine in sight that lets nothing out.
acme::task<> guarded_task() {
  try {
    co_await work();
  } catch (...) {
  }
}
acme::fire_and_forget awaits_a_guarded_task() { co_await guarded_task(); }
// What is not awaited throws elsewhere.
acme::task<> kept_for_later(acme::task<> &t) {
  t = work();
  co_return;
}
acme::fire_and_forget makes_a_task() {
  auto later = work();
  co_return;
}

// A home-made awaiter whose resumption does not throw.
struct flag {
  bool set;
  bool await_ready() { return set; }
  void await_suspend(std::coroutine_handle<>) {}
  bool await_resume() { return set; }
};
acme::fire_and_forget waits_for_a_flag(flag f) { co_await f; }

// The promise has a way of its own, or cannot be seen.
acme::reporting_job reports() { co_await work(); }
acme::opaque_job unknown() { co_await work(); }

// Somebody awaits these.
acme::task<> task() { co_await work(); }
acme::job<int> job() { co_return 1; }

// Its caller could await it: async-void-coroutine asks for a task.
acme::fire_and_forget should_be_a_task() { co_await work(); }
acme::task<> caller() {
  should_be_a_task();
  co_await work();
}
void void_coroutine() { co_await work(); }

// The frame belongs to a composed operation.
namespace asio::detail {
struct co_composed_state {};
} // namespace asio::detail
void composed(asio::detail::co_composed_state state) { co_await work(); }

void ordinary() { step(); }

// Operations that hand out errors as values.
acme::task<std::tuple<std::error_code, int>> read_some();
acme::task<std::error_code> close();
acme::fire_and_forget told_of_errors() {
  for (;;) {
    auto [error, size] = co_await read_some();
    if (error || size == 0)
      break;
  }
  co_await close();
}
