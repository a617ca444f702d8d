// RUN: %prove %s
#include "cppcoro/task.h"
#include <stdexcept>

extern cppcoro::cancellation_token stop;
cppcoro::task<> work(cppcoro::cancellation_token token);
cppcoro::task<int> load(cppcoro::cancellation_token token);
cppcoro::timed_schedule_operation pause(cppcoro::cancellation_token token);
void log(const char *what);
void log(const std::exception &error);

cppcoro::task<> everything() {
  try {
    co_await work(stop);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    log("failed");
  }
}

cppcoro::task<> standard_exceptions() {
  try {
    co_await work(stop);
  } catch (const std::exception &error) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (const std::exception &error) {
    log(error.what());
    log(error);
  }
}

cppcoro::task<> by_value() {
  try {
    co_await work(stop);
  } catch (std::exception) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (std::exception) {
  }
}

cppcoro::task<int> result_instead() {
  try {
    co_return co_await load(stop);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    co_return -1;
  }
}

// Other errors have a handler; this does not help.
cppcoro::task<> second_handler() {
  try {
    co_await work(stop);
  } catch (const std::runtime_error &) {
    throw;
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}

// The loop turns for ever.
cppcoro::task<> loop() {
  for (;;) {
    try {
      co_await work(stop);
      co_await work(stop);
    } catch (const std::exception &error) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (const std::exception &error) {
      log(error.what());
      continue;
    }
  }
}

// What is asked inside of the block ends in the handler as well.
cppcoro::task<> token_in_the_block(cppcoro::cancellation_token token) {
  while (true) {
    try {
      token.throw_if_cancellation_requested();
      co_await work(stop);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
    }
  }
}

// An operation that is no task.
cppcoro::task<> timer() {
  try {
    co_await pause(stop);
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}

// The inner handlers let it pass.
cppcoro::task<> nested() {
  try {
    try {
      co_await work(stop);
    } catch (const std::runtime_error &) {
    }
    try {
      co_await work(stop);
    } catch (...) {
      throw;
    }
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-10]]:7: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
  }
}

// Both would end it, and a fix of the inner one alone changes nothing.
cppcoro::task<> twice() {
  try {
    try {
      co_await work(stop);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the cancellation is thrown here
    }
  } catch (const std::exception &) {
  }
}

cppcoro::task<> in_a_handler_of_its_own_block(int n) {
  if (n) {
    try {
      n = co_await load(stop) + co_await load(stop);
    } catch (...) { log("failed"); }
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: the cancellation is thrown here
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: rethrow it in a handler of its own
    // CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) { log("failed"); }
  }
  co_await work(stop);
}

cppcoro::task<> function_block(int n) try {
  co_await work(stop);
} catch (...) {
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this handler takes 'cppcoro::operation_cancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
// CHECK-MESSAGES: :[[@LINE-3]]:3: note: the cancellation is thrown here
// CHECK-MESSAGES: :[[@LINE-3]]:3: note: rethrow it in a handler of its own
// CHECK-FIX-NOTES: } catch (const cppcoro::operation_cancelled &) { throw; } catch (...) {
}
