// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct client {
  std::string name;
  acme::task<int> run() { co_return int(name.size()); }
};
client connect();

acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }
acme::task<int> size_of_view(std::string_view text) { co_return int(text.size()); }
acme::task<int> sum_of(std::span<const int> numbers) { co_return numbers[0]; }
acme::task<int> through(const int *number) { co_return *number; }
acme::task<int> declared(const std::string &text);
std::string make();
void use(acme::task<int> &);

// What is returned, and lives in the function.

acme::task<int> returns_local() {
  std::string text = make();
  return size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-14]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await size_of(text);
}
acme::task<int> returns_view(bool many) {
  std::string text = make();
  std::vector<int> numbers{1, 2};
  if (many)
    return sum_of(numbers);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'sum_of' returns refers to 'numbers', which is gone when the caller awaits it [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-21]]:45: note: only a view of it is taken here
    // CHECK-FIXES: co_return co_await sum_of(numbers);
  return size_of_view(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of_view' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-26]]:47: note: only a view of it is taken here
  // CHECK-FIXES: co_return co_await size_of_view(text);
}
acme::task<int> returns_parameter(std::string text) { return declared(text); }
// CHECK-MESSAGES: :[[@LINE-1]]:62: warning: the task that 'declared' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
// CHECK-MESSAGES: :[[@LINE-28]]:45: note: it is taken by reference here
// CHECK-FIXES: acme::task<int> returns_parameter(std::string text) { co_return co_await declared(text); }
acme::task<int> returns_address() {
  int number = 1;
  return through(&number);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'through' returns refers to 'number', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-35]]:36: note: only a view of it is taken here
  // CHECK-FIXES: co_return co_await through(&number);
}
acme::task<int> returns_method() {
  client local;
  return local.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'run' returns refers to 'local', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-FIXES: co_return co_await local.run();
}
acme::task<int> returns_temporary() { return size_of(make()); }
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the task that 'size_of' returns refers to a temporary, which is gone when the caller awaits it [async-dangling-task]
// CHECK-MESSAGES: :[[@LINE-49]]:44: note: it is taken by reference here
// CHECK-FIXES: acme::task<int> returns_temporary() { co_return co_await size_of(make()); }
acme::task<int> returns_field() {
  client local;
  return size_of(local.name);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of' returns refers to 'local', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-55]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await size_of(local.name);
}
acme::task<int> returns_element() {
  std::vector<std::string> all{"x"};
  return size_of(all[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of' returns refers to 'all', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-62]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await size_of(all[0]);
}
acme::task<int> returns_variable() {
  std::string text = make();
  auto task = size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-69]]:44: note: it is taken by reference here
  return task;
  // CHECK-FIXES: co_return co_await task;
}

// What is kept, and refers to a temporary.

acme::task<> collects() {
  std::vector<acme::task<int>> tasks;
  tasks.push_back(size_of(make()));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-80]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: a variable with a name lives as long as the task
  for (auto &task : tasks)
    co_await task;
}

// What is kept longer than the block of what it refers to.

acme::task<> gathers(int n) {
  std::vector<acme::task<int>> tasks;
  for (int i = 0; i < n; ++i) {
    std::string text = make();
    tasks.push_back(size_of(text));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'size_of' returns refers to 'text', which is gone at the end of its block, before the task is awaited [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-94]]:44: note: it is taken by reference here
  }
  for (auto &task : tasks)
    co_await task;
}
acme::task<> gathers_copies(std::vector<std::string> all) {
  std::vector<acme::task<int>> tasks;
  for (auto text : all)
    tasks.push_back(size_of(text));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'size_of' returns refers to 'text', which is gone at the end of its block, before the task is awaited [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-104]]:44: note: it is taken by reference here
  for (auto &task : tasks)
    co_await task;
}

acme::task<int> assigns() {
  acme::task<int> task;
  {
    client local;
    task = local.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'run' returns refers to 'local', which is gone at the end of its block, before the task is awaited [async-dangling-task]
  }
  co_return co_await task;
}
void collects_for_others(std::vector<acme::task<int>> &tasks) {
  std::string text = make();
  tasks.push_back(size_of(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-122]]:44: note: it is taken by reference here
}

// What an owner owns goes with it.

acme::task<int> returns_pointee() {
  auto owner = std::make_unique<client>();
  return owner->run();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'run' returns refers to 'owner', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-FIXES: co_return co_await owner->run();
}

// There is nothing to await in one of the returns.

acme::task<int> returns_nothing(bool early) {
  std::string text = make();
  if (early)
    return {};
  return size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-142]]:44: note: it is taken by reference here
}

// What nobody waits for.

struct group {
  void spawn(acme::task<int>);
  acme::task<> join();
};
acme::task<> waits_too_late(int n) {
  group all;
  for (int i = 0; i < n; ++i) {
    std::string text = make();
    all.spawn(size_of(text));
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-157]]:44: note: it is taken by reference here
  }
  co_await all.join();
}

void starts() {
  client local;
  acme::spawn(local.run());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'run' returns refers to 'local', which is gone while the task runs on [async-dangling-task]
}
void starts_temporary() { acme::spawn(connect().run()); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the task that 'run' returns refers to the temporary it is called on, which is gone while the task runs on [async-dangling-task]
acme::task<int> awaited_elsewhere() { co_return co_await size_of(make()); }
void starts_with_reference() {
  std::string text = make();
  acme::spawn(size_of(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-174]]:44: note: it is taken by reference here
}
