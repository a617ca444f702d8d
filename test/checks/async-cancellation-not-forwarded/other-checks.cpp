// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <stop_token>

acme::task<int> fetch(int n, std::stop_token stop = {});

// Who is never awaited, or waited for in a coroutine, has another check's attention first.
acme::task<> lost(std::stop_token stop) {
  fetch(1);
  (void)fetch(2);
  acme::sync_wait(fetch(3));
  fetch(4).get();
  co_await fetch(5, stop);
}
