// RUN: %prove %s --config-option async-blocking-call.MaxDepth=1
#include "acme/task.h"
#include <unistd.h>

void nap() { sleep(1); }
void twice() { nap(); }

acme::task<> coroutine() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs this coroutine [async-blocking-call]
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-8]]:14: note: 'sleep' blocks here
  twice();
  co_return;
}
