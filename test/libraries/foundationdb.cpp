// RUN: %prove %s
#include "flow/flow.h"

// CHECK-SILENT
// To drop a result is to cancel its actor.
AsyncResult<int> actor();

void ordinary() {
  actor();
  AsyncResult<int> cancelled = actor();
}
