// RUN: %prove %s --config-option async-resume-context.RequiredWrapper=via --config-option async.SyncEntryPoints=bench
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> load(int id);
template <typename T> acme::task<T> via(acme::task<T>);
acme::task<int> bench() { co_return co_await load(1) + 1; }
