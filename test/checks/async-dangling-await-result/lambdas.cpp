// RUN: %prove %s
#include "acme/reference.h"
#include "acme/task.h"
#include <string>
#include <string_view>

acme::kept<std::string> find();
acme::task<std::string> name();
void use(char);

acme::task<> all() {
  auto run = []() -> acme::task<> {
    auto &&one = co_await find();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
    // CHECK-FIXES: auto one = co_await find();
    std::string_view two = co_await name();
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'two' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
    // CHECK-FIXES: std::string two = co_await name();
    for (char each : co_await find())
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over a part of the awaited task, which is gone before the first round [async-dangling-await-result]
    // CHECK-FIXES: for (auto result = co_await find(); char each : result)
      use(each);
  };
  auto callable = [] { return find(); };
  const auto &one = co_await callable();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto one = co_await callable();
  co_await run();
}
