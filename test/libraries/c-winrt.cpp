// RUN: %prove %s
#include "acme/task.h"
#include "winrt/foundation.h"

using winrt::Windows::Foundation::AsyncStatus;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncAction save();
IAsyncOperation<int> count();

IAsyncAction work(IAsyncAction pending) {
  save().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await save();
  // CHECK-FIX-NOTES: co_await save();
  if (pending.wait_for(std::chrono::seconds(1)) == AsyncStatus::Completed)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait_for' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    co_return;
  if (count().get() > co_await count())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: if (co_await count() > co_await count())
  // CHECK-FIX-NOTES: if (co_await count() > co_await count())
    co_return;
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'save' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await save();
  // CHECK-FIX-NOTES: co_await save();
}

IAsyncAction never_cancelled() {
  try {
    co_await save();
  } catch (...) {
  }
}
IAsyncAction cancelled() {
  auto token{co_await winrt::get_cancellation_token()};
  try {
    co_await save();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'winrt::hresult_canceled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const winrt::hresult_canceled &) { throw; } catch (...) {
  }
}

acme::task<> ping();
acme::task<> unrelated() {
  try {
    co_await ping();
  } catch (...) {
  }
}

IAsyncAction nothing() { return nullptr; }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'nothing' returns a task with no coroutine behind it: nobody can await it [async-null-task]
// CHECK-FIXES: IAsyncAction nothing() { co_return; }
// CHECK-FIX-NOTES: IAsyncAction nothing() { co_return; }
