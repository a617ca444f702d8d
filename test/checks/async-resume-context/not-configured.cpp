// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> load(int id);
acme::task<int> plain() { co_return co_await load(1) + 1; }
