// RUN: %prove %s
#include "acme/once.h"
#include <future>

#define AWAIT(task) co_await std::move(task)
#define TWICE(expression) ((expression) + (expression))
#define BODY                                                                                 \
  {                                                                                          \
    int n = f.get();                                                                         \
    return n + f.get();                                                                      \
  }
#define EXPECT_THROW(statement, exception)                                                   \
  try {                                                                                      \
    (void)statement;                                                                         \
  } catch (const exception &) {                                                              \
  }

acme::once<int> awaits(acme::once<int> t) {
  AWAIT(t);
  co_return AWAIT(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-17]]:21: note: expanded from macro 'AWAIT'
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is awaited here first
  // CHECK-MESSAGES: :[[@LINE-19]]:21: note: expanded from macro 'AWAIT'
}

int twice(std::future<int> f) {
  return TWICE(f.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: it is waited for here first
}

int body(std::future<int> f) BODY
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
// CHECK-MESSAGES: :[[@LINE-25]]:16: note: expanded from macro 'BODY'
// CHECK-MESSAGES: :[[@LINE-3]]:30: note: it is waited for here first
// CHECK-MESSAGES: :[[@LINE-28]]:13: note: expanded from macro 'BODY'

// The test is about the mistake.
void expected(std::future<int> f) {
  f.get();
  EXPECT_THROW(f.get(), std::future_error);
}
