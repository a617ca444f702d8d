// RUN: %prove %s --config-option async-resume-context.RequiredWrapper=.ConfigureAwait
#include "acme/task.h"
#include "mock.h"
#include <utility>

template <typename T> struct configured : mock::awaiter<T> {};
template <typename T> struct async : mock::awaiter<T> {
  struct promise_type : mock::lazy<async, T> {};
  configured<T> ConfigureAwait(bool resume_here = false);
};

async<int> load(int id);
async<int> operator-(const async<int> &);

async<int> use(bool which) {
  auto stored = load(1);
  int n = co_await load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the coroutine resumes wherever this task ends: it is not awaited through 'ConfigureAwait' [async-resume-context]
  // CHECK-FIXES: int n = co_await load(1).ConfigureAwait();
  n += co_await stored;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the coroutine resumes wherever this task ends: it is not awaited through 'ConfigureAwait' [async-resume-context]
  // CHECK-FIXES: n += co_await stored.ConfigureAwait();
  n += co_await -stored;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the coroutine resumes wherever this task ends: it is not awaited through 'ConfigureAwait' [async-resume-context]
  // CHECK-FIXES: n += co_await (-stored).ConfigureAwait();
  n += co_await (which ? load(1) : load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the coroutine resumes wherever this task ends: it is not awaited through 'ConfigureAwait' [async-resume-context]
  // CHECK-FIXES: n += co_await (which ? load(1) : load(2)).ConfigureAwait();
  n += co_await load(1).ConfigureAwait(true);
  co_return n;
}
