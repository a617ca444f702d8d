// RUN: %prove %s
#include "cppcoro/task.h"
#include "seastar/core.h"
#include <chrono>
#include <functional>
#include <optional>

// Who has asked for a cancellation, as far as the unit tells.
namespace tokens {

cppcoro::task<> work(int n, cppcoro::cancellation_token token = {});
cppcoro::task<> plain();
cppcoro::task<> both(cppcoro::task<> a, cppcoro::task<> b);
struct config {
  int retries;
};
cppcoro::task<> configured(const config &);

cppcoro::task<> parameter(cppcoro::cancellation_token token) {
  try {
    co_await work(1, token);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}
cppcoro::task<> in_a_part(cppcoro::cancellation_token token) {
  try {
    co_await both(plain(), work(1, token));
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}
cppcoro::task<> made_before(cppcoro::cancellation_token token) {
  auto operation = work(1, token);
  try {
    co_await std::move(operation);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}
// To ask and to throw is to be cancelled.
cppcoro::task<> asked_inside(cppcoro::cancellation_token token) {
  for (;;) {
    try {
      token.throw_if_cancellation_requested();
      co_await plain();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  }
}

// Nobody in sight asks what is awaited to stop.
cppcoro::task<> no_token() {
  try {
    co_await plain();
  } catch (...) {
  }
}
cppcoro::task<> default_token() {
  try {
    co_await work(1);
    co_await work(1, {});
    co_await work(1, cppcoro::cancellation_token());
    cppcoro::cancellation_token none;
    co_await work(1, none);
  } catch (...) {
  }
}
cppcoro::task<> for_another(cppcoro::cancellation_token token) {
  co_await work(1, token);
  try {
    co_await plain();
    co_await configured({token.is_cancellation_requested() ? 0 : 3});
  } catch (...) {
  }
}

} // namespace tokens

// A function in sight that waits with a token of its own.
namespace callees {

cppcoro::task<> pause(std::chrono::milliseconds, cppcoro::cancellation_token token);
cppcoro::task<> send();
cppcoro::task<> optional_token(cppcoro::cancellation_token token = {}) {
  co_await pause(std::chrono::milliseconds(1), token);
}

class session {
public:
  cppcoro::task<> member() {
    try {
      co_await rest();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  }
  cppcoro::task<> through_others() {
    for (;;) {
      try {
        co_await send();
        co_await twice();
      } catch (const std::exception &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: the cancellation is thrown here
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: rethrow it in a handler of its own
      // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (const std::exception &) {
      }
    }
  }
  cppcoro::task<> asks() {
    try {
      co_await checked();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  }
  cppcoro::task<> throws() {
    try {
      co_await gives_up();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  }

  // It ends in the callee, or is none.
  cppcoro::task<> others() {
    try {
      co_await patient();
      co_await overridden();
      co_await optional_token();
      co_await asks_first();
    } catch (...) {
    }
  }

private:
  cppcoro::task<> rest() { co_await pause(std::chrono::milliseconds(1), stop_); }
  cppcoro::task<> forward() { return pause(std::chrono::milliseconds(1), stop_); }
  cppcoro::task<> twice() {
    co_await forward();
    co_await forward();
  }
  cppcoro::task<> checked() {
    stop_.throw_if_cancellation_requested();
    co_await send();
  }
  cppcoro::task<> gives_up() {
    co_await send();
    throw cppcoro::operation_cancelled();
  }
  cppcoro::task<> patient() {
    try {
      co_await rest();
    } catch (const cppcoro::operation_cancelled &) {
    }
  }
  virtual cppcoro::task<> overridden() { co_await rest(); }
  cppcoro::task<> asks_first() {
    if (!stop_.is_cancellation_requested())
      co_await send();
  }
  cppcoro::cancellation_token stop_;
};

} // namespace callees

// A token that is handed on by reference or pointer, and throws in two ways.
namespace sources {

struct reader {
  seastar::abort_source &stop;
  seastar::abort_source *maybe;
  std::optional<std::reference_wrapper<seastar::abort_source>> held;

  seastar::future<> by_reference() {
    try {
      co_await seastar::sleep_abortable(std::chrono::seconds(1), stop);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'seastar::abort_requested_exception' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const seastar::abort_requested_exception &) { throw; } catch (const seastar::sleep_aborted &) { throw; } catch (...) {
    }
  }
  seastar::future<> by_pointer() {
    try {
      co_await read(maybe);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'seastar::abort_requested_exception' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const seastar::abort_requested_exception &) { throw; } catch (const seastar::sleep_aborted &) { throw; } catch (...) {
    }
  }
  seastar::future<> by_closure() {
    try {
      co_await retry([this] { return read(&stop); });
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'seastar::abort_requested_exception' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const seastar::abort_requested_exception &) { throw; } catch (const seastar::sleep_aborted &) { throw; } catch (...) {
    }
  }

  // Who knows one of the two has thought of it.
  seastar::future<> one_known() {
    try {
      co_await seastar::sleep_abortable(std::chrono::seconds(1), stop);
    } catch (const seastar::sleep_aborted &) {
    } catch (...) {
    }
  }
  seastar::future<> checked_behind() {
    for (;;) {
      try {
        co_await read(&stop);
      } catch (...) {
      }
      stop.check();
    }
  }
  seastar::future<> without() {
    try {
      co_await read(nullptr);
      co_await retry([this] { return read(nullptr); });
      co_await seastar::sleep(std::chrono::seconds(1));
    } catch (...) {
    }
  }

  seastar::future<> read(seastar::abort_source *stop);
  template <typename F> seastar::future<> retry(F work) { return work(); }
};

} // namespace sources
