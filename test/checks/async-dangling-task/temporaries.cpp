// RUN: %prove %s
#include "acme/task.h"
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

struct client {
  std::string name;
  acme::task<int> run() { co_return int(name.size()); }
};
client connect();

acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }
acme::task<int> size_of_view(std::string_view text) { co_return int(text.size()); }
acme::task<int> take(std::string &&text) { co_return int(text.size()); }
acme::task<int> doubled(const int &number) { co_return 2 * number; }
acme::task<int> defaulted(const std::string &text = "x") { co_return int(text.size()); }
acme::task<int> twice(const std::string &a, const std::string &b) { co_return int(a.size() + b.size()); }
std::string make();

// What is kept, and refers to a temporary.

acme::task<int> keeps() {
  auto a = size_of(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-13]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: a variable with a name lives as long as the task
  auto b = size_of("y");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-17]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: a variable with a name lives as long as the task
  auto c = size_of_view(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'size_of_view' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-20]]:47: note: only a view of it is taken here
  // CHECK-MESSAGES: :[[@LINE-3]]:25: note: a variable with a name lives as long as the task
  auto d = take(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'take' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-23]]:36: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: a variable with a name lives as long as the task
  auto e = connect().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'run' returns refers to the temporary it is called on, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a variable with a name lives as long as the task
  auto f = client{"z"}.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'run' returns refers to the temporary it is called on, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a variable with a name lives as long as the task
  auto g = doubled(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'doubled' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-32]]:36: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: auto text = std::string("x");
  // CHECK-FIX-NOTES: auto a = size_of(text);
  // CHECK-FIX-NOTES: std::string text2 = "y";
  // CHECK-FIX-NOTES: auto b = size_of(text2);
  // CHECK-FIX-NOTES: auto text3 = make();
  // CHECK-FIX-NOTES: auto c = size_of_view(text3);
  // CHECK-FIX-NOTES: auto text4 = make();
  // CHECK-FIX-NOTES: auto d = take(std::move(text4));
  // CHECK-FIX-NOTES: auto object = connect();
  // CHECK-FIX-NOTES: auto e = object.run();
  // CHECK-FIX-NOTES: auto object2 = client{"z"};
  // CHECK-FIX-NOTES: auto f = object2.run();
  // CHECK-FIX-NOTES: auto number = 1;
  // CHECK-FIX-NOTES: auto g = doubled(number);
  co_return co_await g + co_await a + co_await b + co_await c + co_await d + co_await e + co_await f;
}
// No name to give, or no place for it.

acme::task<int> without_fix(bool early, int text) {
  auto a = defaulted();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'defaulted' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-54]]:46: note: it is taken by reference here
  if (auto b = size_of(make()); early)
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-61]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: a variable with a name lives as long as the task
    co_return co_await b;
  co_return co_await a + text;
}
#define KEEP(name, value) auto name = size_of(value)
acme::task<int> in_macro() {
  KEEP(a, make());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-4]]:39: note: expanded from macro 'KEEP'
  // CHECK-MESSAGES: :[[@LINE-71]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-4]]:11: note: a variable with a name lives as long as the task
  co_return co_await a;
}

// All of them at once.

acme::task<int> both() {
  auto a = twice(make(), make());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'twice' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-76]]:42: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:18: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: auto a2 = make();
  // CHECK-FIX-NOTES: auto b = make();
  // CHECK-FIX-NOTES: auto a = twice(a2, b);
  co_return co_await a;
}

// The array of an initializer_list is a temporary.

acme::task<int> sum_of(std::initializer_list<double> all) {
  int sum = 0;
  for (double each : all)
    sum += each;
  co_return sum;
}
acme::task<int> keeps_a_list(float n) {
  auto sum = sum_of({1, 2, n});
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'sum_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-9]]:54: note: only a view of it is taken here
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: std::initializer_list<double> all = {1, 2, n};
  // CHECK-FIX-NOTES: auto sum = sum_of(all);
  co_return co_await sum;
}
acme::task<int> returns_a_list(float n) { return sum_of({1, 2, n}); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: the task that 'sum_of' returns refers to a temporary, which is gone when the caller awaits it [async-dangling-task]
// CHECK-MESSAGES: :[[@LINE-17]]:54: note: only a view of it is taken here
// CHECK-FIXES: acme::task<int> returns_a_list(float n) { co_return co_await sum_of({1, 2, n}); }
// CHECK-FIX-NOTES: acme::task<int> returns_a_list(float n) { co_return co_await sum_of({1, 2, n}); }
acme::task<int> awaits_a_list(float n) { co_return co_await sum_of({1, 2, n}); }
