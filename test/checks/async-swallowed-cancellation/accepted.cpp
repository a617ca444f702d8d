// RUN: %prove %s
// CHECK-SILENT
#include "cppcoro/task.h"
#include "acme/task.h"
#include "acme/void.h"
#include <cstdlib>
#include <stdexcept>

extern cppcoro::cancellation_token stop;
cppcoro::task<> work(cppcoro::cancellation_token token);
cppcoro::task<int> load(cppcoro::cancellation_token token);
cppcoro::schedule_operation schedule();
acme::task<> foreign();
void log(const char *what);
void step();
bool is_cancelled(const std::exception &);
bool was_cancelled();

// A handler of its own comes first.
cppcoro::task<> own_handler() {
  try {
    co_await work(stop);
  } catch (const cppcoro::operation_cancelled &) {
    log("cancelled");
  } catch (...) {
    log("failed");
  }
}

// The exception goes on.
cppcoro::task<> rethrown() {
  try {
    co_await work(stop);
  } catch (...) {
    log("failed");
    throw;
  }
}
cppcoro::task<> translated() {
  try {
    co_await work(stop);
  } catch (const std::exception &error) {
    throw std::runtime_error(error.what());
  }
}
cppcoro::task<> sometimes(bool quiet) {
  try {
    co_await work(stop);
  } catch (...) {
    if (!quiet)
      throw;
  }
}
cppcoro::task<> kept() {
  std::exception_ptr error;
  try {
    co_await work(stop);
  } catch (...) {
    error = std::current_exception();
  }
  if (error)
    std::rethrow_exception(error);
}
cppcoro::task<> kept_as_a_copy(std::exception_ptr &to) {
  try {
    co_await work(stop);
  } catch (const std::exception &error) {
    to = std::make_exception_ptr(error);
  }
}
cppcoro::task<> end_of_the_program() {
  try {
    co_await work(stop);
  } catch (...) {
    std::terminate();
  }
}
cppcoro::task<> by_a_closure() {
  try {
    co_await work(stop);
  } catch (...) {
    [] { throw; }();
  }
}

// The handler asks what it has caught.
cppcoro::task<> asks_the_type() {
  try {
    co_await work(stop);
  } catch (const std::exception &error) {
    if (!dynamic_cast<const cppcoro::operation_cancelled *>(&error))
      log(error.what());
  }
}
cppcoro::task<> asks_a_function() {
  try {
    co_await work(stop);
  } catch (const std::exception &error) {
    if (!is_cancelled(error))
      log(error.what());
  }
}

// Somebody asks the token.
cppcoro::task<> asks_in_the_handler(cppcoro::cancellation_token token) {
  for (;;) {
    try {
      co_await work(stop);
    } catch (...) {
      if (token.is_cancellation_requested())
        co_return;
    }
  }
}
cppcoro::task<> asks_in_the_loop(cppcoro::cancellation_token token) {
  while (!token.is_cancellation_requested()) {
    try {
      co_await work(stop);
    } catch (...) {
    }
  }
}
cppcoro::task<> asks_behind(cppcoro::cancellation_token token) {
  try {
    co_await work(stop);
  } catch (...) {
  }
  token.throw_if_cancellation_requested();
  co_await work(stop);
}
cppcoro::task<> asks_in_another_way() {
  try {
    co_await work(stop);
  } catch (...) {
    if (was_cancelled())
      co_return;
  }
}

// A handler for something else.
cppcoro::task<> other_errors() {
  try {
    co_await work(stop);
  } catch (const std::runtime_error &) {
  } catch (int) {
  } catch (const std::exception *) {
  }
}

// Nothing that can be cancelled is awaited in the block.
cppcoro::task<> no_suspension() {
  co_await work(stop);
  try {
    step();
  } catch (...) {
  }
  co_await work(stop);
}
cppcoro::task<> cannot_throw() {
  try {
    co_await schedule();
    co_await std::suspend_always();
    step();
  } catch (...) {
  }
}
cppcoro::task<> in_a_closure() {
  try {
    auto later = []() -> cppcoro::task<> { co_await work(stop); };
    step();
  } catch (...) {
  }
  co_await work(stop);
}

// An inner handler has dealt with it.
cppcoro::task<> dealt_with_inside() {
  try {
    try {
      co_await work(stop);
    } catch (const cppcoro::operation_cancelled &) {
    }
  } catch (...) {
  }
}

// Nobody waits for these: an exception must not leave them.
acme::fire_and_forget detached() {
  try {
    co_await work(stop);
  } catch (...) {
  }
}
void callback() {
  try {
    co_await work(stop);
  } catch (...) {
  }
}

// Tasks of a library that throws nothing of the kind.
acme::task<> unrelated() {
  try {
    co_await foreign();
  } catch (...) {
  }
}

// No coroutine.
void ordinary() {
  try {
    step();
  } catch (...) {
  }
}
