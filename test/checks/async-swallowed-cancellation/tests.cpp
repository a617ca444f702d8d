// RUN: %prove %s
#include "folly/coro.h"
#include "seastar/core.h"
#include "testing/frameworks.h"
#include <chrono>

folly::coro::Task<> work();
seastar::future<> read(seastar::abort_source &stop);

// What a test catches, it is about.
CO_TEST(Client, reconnects) {
  try {
    co_await work();
  } catch (...) {
  }
}
SEASTAR_TEST_CASE(test_of_the_reader) {
  seastar::abort_source stop;
  try {
    co_await read(stop);
  } catch (const std::exception &) {
  }
}
TEST(Client, closes) {
  folly::coro::blockingWait([]() -> folly::coro::Task<> {
    try {
      co_await work();
    } catch (...) {
    }
  }());
}

// So is what only tests call.
static folly::coro::Task<bool> fails(int times) {
  try {
    co_await work();
  } catch (...) {
    co_return true;
  }
  co_return times && co_await fails(times - 1);
}
static folly::coro::Task<> twice() {
  co_await fails(2);
  auto again = []() -> folly::coro::Task<> {
    try {
      co_await work();
    } catch (...) {
    }
  };
  co_await again();
}
CO_TEST(Client, fails) { co_await twice(); }
struct client_fixture {
  folly::coro::Task<> close() {
    try {
      co_await work();
    } catch (...) {
    }
  }
};
BOOST_FIXTURE_TEST_CASE(closed, client_fixture) { folly::coro::blockingWait(close()); }

// Others call these, or may.
static folly::coro::Task<> shared() {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (...) {
  }
}
CO_TEST(Client, shares) { co_await shared(); }
folly::coro::Task<> serve() { co_await shared(); }
folly::coro::Task<> uncalled() {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (...) {
  }
}

// A handler that ends a test, wherever it stands.
folly::coro::Task<> expects_an_error(bool &done) {
  try {
    co_await work();
    FAIL("it should not come here");
  } catch (const std::runtime_error &) {
  } catch (...) {
    FAIL("it should not come here");
  }
  try {
    co_await work();
  } catch (const std::exception &error) {
    REQUIRE(error.what());
    REQUIRE(done);
    co_return;
  }
  for (;;) {
    try {
      co_await work();
    } catch (...) {
      BOOST_ERROR("again");
      break;
    }
  }
}
folly::coro::Task<> expects_nothing(bool &done) {
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (...) {
    LOG_ERROR("it failed");
  }
  try {
    co_await work();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'folly::OperationCancelled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const folly::OperationCancelled &) { throw; } catch (...) {
    REQUIRE(!done);
    done = true;
  }
}
