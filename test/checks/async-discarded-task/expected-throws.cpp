// RUN: %prove %s
// A test may ask whether a call throws before there is a task at all.
#include "acme/task.h"
#include <stdexcept>

acme::task<> lock(void *mutex);
acme::task<> checked(void *mutex) {
  if (!mutex)
    throw std::invalid_argument("mutex");
  return lock(mutex);
}
acme::task<> coroutine(void *mutex) { co_await lock(mutex); }
void fail(const char *why);

// Its promise looks at the arguments before there is a task.
struct guarded_tag {};
template <> struct std::coroutine_traits<acme::task<>, guarded_tag, void *> {
  struct promise_type : acme::detail::promise<void> {
    promise_type(guarded_tag, void *mutex) {
      if (!mutex)
        throw std::invalid_argument("mutex");
    }
  };
};
acme::task<> guarded(guarded_tag, void *mutex) { co_await lock(mutex); }

template <class Exception, class Callable> void assert_throws(Callable &&callable) {
  try {
    callable();
  } catch (const Exception &) {
    return;
  }
  fail("nothing is thrown");
}
template <class Callable> void expect_any_throw(Callable callable, const char *why) {
  bool thrown = false;
  try {
    callable();
  } catch (...) {
    thrown = true;
  }
  if (!thrown)
    fail(why);
}
template <class Callable> void run(Callable callable) { callable(); }

void tests() {
  assert_throws<std::invalid_argument>([] { lock(nullptr); });
  assert_throws<std::invalid_argument>([] { checked(nullptr); });
  assert_throws<std::invalid_argument>([] { guarded({}, nullptr); });
  expect_any_throw(
      [] {
        void *none = nullptr;
        lock(none);
      },
      "lock");
}

// A coroutine throws when it is awaited, a callable may do more than one thing, and who calls it
// elsewhere expects nothing.
void mistakes() {
  assert_throws<std::invalid_argument>([] { coroutine(nullptr); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: the task that 'coroutine' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:45: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  assert_throws<std::invalid_argument>([] {
    lock(nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task that 'lock' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
    fail("lock");
  });
  run([] { lock(nullptr); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'lock' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
}
