// RUN: %prove %s --config-option async.ReportInTests=true
#include "results.h"
#include "testing/frameworks.h"

acme::task<std::error_code> save();

TEST(Store, saves) {
  auto run = []() -> acme::task<> { co_await save(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: keep and test it: 'auto result = co_await save();'
  (void)run;
}
