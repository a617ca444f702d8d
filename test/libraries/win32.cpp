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

acme::task<> after();

acme::task<> locked(CRITICAL_SECTION &section, SRWLOCK &lock) {
  EnterCriticalSection(&section);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'EnterCriticalSection' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  LeaveCriticalSection(&section);
  AcquireSRWLockExclusive(&lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'AcquireSRWLockExclusive' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  ReleaseSRWLockExclusive(&lock);
  AcquireSRWLockShared(&lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'AcquireSRWLockShared' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  ReleaseSRWLockShared(&lock);
}
