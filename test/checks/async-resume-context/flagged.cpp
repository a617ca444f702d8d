// RUN: %prove %s --config-option async-resume-context.RequiredWrapper=resume_on_context
#include "acme/task.h"
#include <utility>

acme::task<int> load(int id);
acme::task<> flush();
template <typename T> acme::task<T> resume_on_context(acme::task<T> t);
struct client {
  acme::task<int> read();
  acme::task<int> operator+(int);
};

acme::task<int> values(client &c) {
  int n = co_await load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
  // CHECK-FIXES: int n = co_await resume_on_context(load(1));
  n += co_await c.read() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
  // CHECK-FIXES: n += co_await resume_on_context(c.read()) + 1;
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
  // CHECK-FIXES: co_await resume_on_context(flush());
  if (co_await load(n))
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
  // CHECK-FIXES: if (co_await resume_on_context(load(n)))
    co_return co_await (c + 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
    // CHECK-FIXES: co_return co_await resume_on_context((c + 1));
  co_return n;
}

acme::task<int> variables(acme::task<int> given) {
  auto own = load(1);
  int n = co_await own;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
  co_return n + co_await std::move(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the coroutine resumes wherever this task ends: it is not awaited through 'resume_on_context' [async-resume-context]
  // CHECK-FIXES: co_return n + co_await resume_on_context(std::move(given));
}
