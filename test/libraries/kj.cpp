// RUN: %prove %s
#include "kj/async.h"

kj::Promise<int> count();
kj::Promise<void> ping();

kj::Promise<int> work(kj::WaitScope &scope) {
  int n = count().wait(scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int n = co_await count();
  // To drop a promise is to cancel it.
  ping();
  kj::Promise<int> cancelled = count();
  co_return n + co_await count();
}

void ordinary() {
  auto handler = kj::coCapture([]() -> kj::Promise<void> { co_await ping(); });
  ping().detach([](std::exception_ptr) {});
}
