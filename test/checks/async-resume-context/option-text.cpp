// RUN: %prove %s --config-option "async-resume-context.RequiredWrapper=acme::via=acme::via(executor_, $1);^resume_"
#include "acme/task.h"
#include <utility>

struct executor {};
namespace acme {
template <typename T> task<T> via(executor *, task<T>);
}
acme::task<int> load(int id);
acme::task<int> resume_later(acme::task<int>);

struct service {
  executor *executor_;
  acme::task<int> run() {
    int n = co_await load(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine resumes wherever this task ends: it is not awaited through 'acme::via' [async-resume-context]
    // CHECK-FIXES: int n = co_await acme::via(executor_, load(1));
    n += co_await /* here */ load(2 /* two */);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the coroutine resumes wherever this task ends: it is not awaited through 'acme::via' [async-resume-context]
    // CHECK-FIXES: n += co_await /* here */ acme::via(executor_, load(2 /* two */));
    n += co_await acme::via(executor_, load(3));
    co_return n + co_await resume_later(load(4));
  }
};
