// RUN: %prove %s --config-option async-resume-context.RequiredWrapper=via
#include "acme/task.h"

acme::task<int> number(int id);
template <typename T> acme::task<T> load(T id);
template <typename T> acme::task<T> via(acme::task<T>);

template <typename T> acme::task<T> twice(T id) {
  T a = co_await load(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the coroutine resumes wherever this task ends: it is not awaited through 'via' [async-resume-context]
  // CHECK-FIXES: T a = co_await via(load(id));
  co_await number(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine resumes wherever this task ends: it is not awaited through 'via' [async-resume-context]
  // CHECK-FIXES: co_await via(number(1));
  co_return a;
}
template <typename T> acme::task<T> unused(T id) { co_return co_await load(id); }
acme::task<int> use() {
  co_await via(twice(1L));
  co_return co_await via(twice(1));
}
