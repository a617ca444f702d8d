// RUN: %prove %s
#include "acme/task.h"
#include <string>
#include <string_view>

acme::task<std::string> text();
void use(std::string_view);
void trim(std::string_view &);

acme::task<> looks() {
  std::string_view name = co_await text();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'name' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: std::string name = co_await text();
  use(name);
  if (name.empty() || name == "x" || name.size() > 3)
    co_return;
  for (char c : name)
    use(std::string(1, c));
}

// What owns the text cannot stand for a view of it.

acme::task<> shrinks() {
  std::string_view name = co_await text();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'name' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  name.remove_prefix(1);
  use(name);
}
acme::task<> views() {
  std::string_view name = co_await text();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'name' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  std::string_view rest = name.substr(1);
  use(rest);
}
acme::task<> lends() {
  std::string_view name = co_await text();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'name' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  trim(name);
}
