// RUN: %prove %s -- -isystem %S/../../Inputs
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> fetch(int id);
int sizeAsync();
