// RUN: %prove %s --config-option async.SyncEntryPoints='run_blocking_.*;boot::start'
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> number();

acme::task<int> run_blocking_once() { co_return number().get(); }
namespace boot {
acme::task<int> start() { co_return number().get(); }
} // namespace boot

namespace testing {
struct Test {};
} // namespace testing
struct Fixture : testing::Test {
  acme::task<int> TestBody() { co_return number().get(); }
};
