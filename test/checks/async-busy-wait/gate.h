#pragma once
#include "acme/task.h"

acme::task<> pause(int milliseconds);

struct gate {
  bool open = false;
  acme::task<> passed() {
    while (!open)
    // CHECK-MESSAGES: gate.h:[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: gate.h:[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await pause(5);
  }
  acme::task<> closed();
};
