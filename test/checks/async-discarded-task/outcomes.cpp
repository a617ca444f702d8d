// RUN: %prove %s
// Results that end the coroutine where they are errors are values, and no tasks.
#include "acme/outcome.h"
#include "acme/task.h"

acme::outcome<int> parse(const char *text);
acme::maybe<int> look_up(int key);
acme::task<> store(int value);

acme::outcome<int> sum(const char *a, const char *b) {
  int first = co_await parse(a);
  co_return first + co_await parse(b);
}

acme::maybe<int> next(int key) {
  co_return co_await look_up(key) + 1;
}

void dropped(const char *text) {
  parse(text);
  sum(text, text);
  next(1);
  auto kept = parse(text);
}

acme::task<> beside(const char *text) {
  parse(text);
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'store' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await store(1);
  co_return;
}
