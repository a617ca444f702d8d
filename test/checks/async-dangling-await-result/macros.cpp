// RUN: %prove %s
#include "acme/reference.h"
#include "acme/task.h"
#include <string>
#include <string_view>

acme::kept<std::string> find();
acme::task<std::string> name();

#define AWAIT(task) co_await (task)
#define DECLARE(name, task) auto &&name = co_await task
#define REFERENCE auto &&

acme::task<> all() {
  auto &&one = AWAIT(find());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  DECLARE(two, find());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'two' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  REFERENCE three = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'three' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  std::string_view four = AWAIT(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'four' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  for (char each : AWAIT(find()))
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the awaited task, which is gone before the first round [async-dangling-await-result]
    ;
}
