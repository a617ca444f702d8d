// RUN: %prove %s
#include "acme/task.h"
#include "kj/async.h"
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }
acme::task<int> first_of(const std::vector<int> &all) { co_return all[0]; }
acme::task<int> take(std::string &&text) { co_return int(text.size()); }
std::string make();

// The task is given what it refers to, and both go together.

template <class T, class O> acme::task<T> attach(acme::task<T> task, O owned);
template <class Task> struct promised {
  promised(Task task);
  template <class O> Task attach(O owned) &&;
  template <class F> Task finally(F) && { return Task(); }
};
template <class T> struct bundle {
  acme::task<T> task;
  std::unique_ptr<std::string> text;
};
acme::task<int> attaches() {
  auto text = std::make_unique<std::string>(make());
  auto task = size_of(*text);
  return attach(std::move(task), std::move(text));
}
acme::task<int> attaches_in_one() {
  auto text = std::make_unique<std::string>(make());
  return attach(size_of(*text), std::move(text));
}
acme::task<int> by_a_method(std::vector<int> all) {
  promised<acme::task<int>> task = first_of(all);
  return std::move(task).attach(std::move(all));
}
acme::task<int> by_a_closure() {
  auto text = std::make_unique<std::string>(make());
  promised<acme::task<int>> task = size_of(*text);
  return std::move(task).finally([text = std::move(text)] {});
}
bundle<int> in_a_bundle() {
  auto text = std::make_unique<std::string>(make());
  auto task = size_of(*text);
  return {std::move(task), std::move(text)};
}
struct session {
  std::vector<bundle<int>> all;
  void keeps() {
    auto text = std::make_unique<std::string>(make());
    auto task = size_of(*text);
    all.push_back({std::move(task), std::move(text)});
  }
};

// It is not given that.

acme::task<int> attaches_another(std::string other) {
  std::string text = make();
  return attach(size_of(text), std::move(other));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-55]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await attach(size_of(text), std::move(other));
  // CHECK-FIX-NOTES: co_return co_await attach(size_of(text), std::move(other));
}
acme::task<int> moves_elsewhere() {
  std::string text = make();
  auto task = size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-63]]:44: note: it is taken by reference here
  std::string other = std::move(text);
  return task;
  // CHECK-FIXES: co_return co_await task;
  // CHECK-FIX-NOTES: co_return co_await task;
}
acme::task<int> moves_into_it() {
  std::string text = make();
  return take(std::move(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'take' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-71]]:36: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await take(std::move(text));
  // CHECK-FIX-NOTES: co_return co_await take(std::move(text));
}

// What holds tasks holds them longer than a temporary lives.

acme::task<int> in_an_optional() {
  std::optional<acme::task<int>> task;
  task.emplace(size_of(make()));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-84]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: a variable with a name lives as long as the task
  co_return co_await *task;
}
acme::task<int> in_an_array() {
  acme::task<int> tasks[] = {size_of("one"), size_of(make())};
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-91]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:38: note: a variable with a name lives as long as the task
  // CHECK-MESSAGES: :[[@LINE-4]]:46: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-94]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-6]]:54: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: std::string text = "one";
  // CHECK-FIX-NOTES: auto text2 = make();
  // CHECK-FIX-NOTES: acme::task<int> tasks[] = {size_of(text), size_of(text2)};
  co_return co_await tasks[0] + co_await tasks[1];
}
acme::task<int> in_an_element() {
  acme::task<int> some[2];
  std::vector<acme::task<int>> all(2);
  some[0] = size_of(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-106]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: a variable with a name lives as long as the task
  all[1] = size_of(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-110]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: a variable with a name lives as long as the task
  co_return co_await some[0] + co_await all[1];
}
struct two {
  acme::task<int> first, second;
};
acme::task<int> in_an_aggregate() {
  two both{size_of(make()), size_of(make())};
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-120]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: a variable with a name lives as long as the task
  // CHECK-MESSAGES: :[[@LINE-4]]:29: warning: the task that 'size_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-123]]:44: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-6]]:37: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: auto text = make();
  // CHECK-FIX-NOTES: auto text2 = make();
  // CHECK-FIX-NOTES: two both{size_of(text), size_of(text2)};
  co_return co_await both.first + co_await both.second;
}
acme::task<int> in_places_of_their_own() {
  std::string one = make(), other = make();
  acme::task<int> tasks[] = {size_of(one), size_of(other)};
  std::array<acme::task<int>, 2> more = {size_of(one), size_of(other)};
  two both{size_of(one), size_of(other)};
  std::optional<acme::task<int>> task;
  task.emplace(size_of(one));
  co_return co_await *task + co_await both.first + co_await tasks[0] + co_await more[1];
}

// So do members.

struct client {
  acme::task<int> task;
  client() : task(size_of(make())) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'size_of' returns refers to a temporary, which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-146]]:44: note: it is taken by reference here
  explicit client(std::string name) : task(size_of(name)) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: the task that 'size_of' returns refers to 'name', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-149]]:44: note: it is taken by reference here
};
struct named {
  acme::task<int> task = size_of("temporary");
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task that 'size_of' returns refers to a temporary, which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-154]]:44: note: it is taken by reference here
};
struct owner {
  std::string name = make();
  acme::task<int> task = size_of(name), other;
  owner() : other(size_of(name)) {}
  explicit owner(const std::string &lent) : other(size_of(lent)) {}
};
std::string global = make();
acme::task<int> of_global = size_of(global);

// Each continuation takes the promise and hands out the next.

int chained(kj::Promise<void> promise, kj::WaitScope &scope) {
  kj::Promise<void> next = promise.then([] {});
  next = next.then([] {});
  next = next.then([] {});
  next.wait(scope);
  return 1;
}
