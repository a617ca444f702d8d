// RUN: %prove %s
#include "continuable/continuable.h"

// CHECK-SILENT
// The destructor of a continuable starts it.
cti::continuable<> request();

void ordinary() {
  request();
  cti::continuable<> chain = request();
}
cti::continuable<> work() {
  request();
  co_await request();
}
