#pragma once
#include "acme/task.h"

class counter {
public:
  acme::task<int> next() { co_return ++last; }
  // CHECK-MESSAGES: counter.h:[[@LINE-1]]:19: warning: coroutine 'next' awaits nothing: it costs a frame and a suspension, and an ordinary function would do [async-needless-coroutine]
  acme::task<int> reset(int n);

private:
  int last = 0;
};
