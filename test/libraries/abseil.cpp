// RUN: %prove %s
#include "absl/synchronization.h"
#include "acme/task.h"

acme::task<> work(absl::Notification &done, absl::BlockingCounter &counter) {
  absl::SleepFor(absl::Seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SleepFor' blocks the thread that runs this coroutine [async-blocking-call]
  done.WaitForNotification();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForNotification' blocks the thread that runs this coroutine [async-blocking-call]
  done.WaitForNotificationWithTimeout(absl::Seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForNotificationWithTimeout' blocks the thread that runs this coroutine [async-blocking-call]
  counter.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs this coroutine [async-blocking-call]
  if (!done.HasBeenNotified() && counter.DecrementCount())
    co_return;
}

acme::task<> queue(absl::CondVar &changed, absl::Mutex &mutex) {
  changed.Wait(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs this coroutine [async-blocking-call]
  changed.WaitWithTimeout(&mutex, absl::Seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitWithTimeout' blocks the thread that runs this coroutine [async-blocking-call]
  changed.Signal();
  co_return;
}

void ordinary(absl::Notification &done) { done.WaitForNotification(); }
