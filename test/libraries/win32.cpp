// RUN: %prove %s
#include "acme/task.h"
#include "win32/windows.h"

acme::task<> work(HANDLE done, const HANDLE *all) {
  Sleep(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Sleep' blocks the thread that runs this coroutine [async-blocking-call]
  SleepEx(5, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SleepEx' blocks the thread that runs this coroutine [async-blocking-call]
  WaitForSingleObject(done, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForSingleObject' blocks the thread that runs this coroutine [async-blocking-call]
  WaitForMultipleObjects(2, all, 0, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForMultipleObjects' blocks the thread that runs this coroutine [async-blocking-call]
  SetEvent(done);
  co_return;
}
