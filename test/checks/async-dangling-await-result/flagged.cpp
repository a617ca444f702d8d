// RUN: %prove %s
#include "acme/reference.h"
#include "acme/task.h"
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct person {
  std::string name;
  std::vector<int> scores;
  const std::vector<int> &all() const { return scores; }
  std::span<const int> some() const { return scores; }
  std::string_view title() const { return name; }
  const std::string &label() const;
};
struct locked {
  locked();
  locked(const locked &) = delete;
};

acme::kept<person> find();
acme::kept<int> number();
acme::kept<std::pair<int, int>> both();
acme::kept<std::unique_ptr<int>> owner();
acme::kept<locked> unique();
acme::kept<std::vector<int>> kept_list();
acme::task<person> get();
acme::task<std::string> name();
acme::task<std::wstring> wide_name();
acme::task<std::vector<int>> list();
acme::task<std::optional<person>> maybe();
acme::task<std::unique_ptr<person>> owned();
acme::shared<person> made() { co_return person(); }
void use(int);
void show(std::string_view);

acme::task<> references() {
  auto &&one = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto one = co_await find();
  const auto &two = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'two' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto two = co_await find();
  const person& three = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'three' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const person three = co_await find();
  person &&four = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'four' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: person four = co_await find();
  const auto&five = co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'five' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto five = co_await number();
  auto &&[a, b] = co_await both();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'a' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto [a, b] = co_await both();
  auto &&six = co_await owner();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'six' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto six = co_await owner();
  auto &&seven = co_await unique();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'seven' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  const auto &eight = co_await made();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'eight' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto eight = co_await made();
  use(a + b + five);
}

acme::task<> parts() {
  auto &&name = (co_await find()).name;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'name' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto name = (co_await find()).name;
  const auto &scores = (co_await get()).all();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'scores' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto scores = (co_await get()).all();
  auto &first = (co_await list())[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'first' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto first = (co_await list())[0];
  const auto &last = (co_await list()).back();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'last' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto last = (co_await list()).back();
  auto &&inner = (co_await get()).scores.front();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inner' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto inner = (co_await get()).scores.front();
  const auto &title = (co_await maybe())->name;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'title' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const auto title = (co_await maybe())->name;
  auto &&whole = *co_await maybe();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'whole' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto whole = *co_await maybe();
  auto &&value = (co_await maybe()).value();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'value' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto value = (co_await maybe()).value();
  auto &of_owner = (co_await owned())->name;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'of_owner' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto of_owner = (co_await owned())->name;
  auto &&zeroth = std::get<0>(co_await both());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'zeroth' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto zeroth = std::get<0>(co_await both());
  use(first + last + inner);
}

acme::task<> views() {
  std::string_view one = co_await name();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'one' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: std::string one = co_await name();
  const std::wstring_view two = co_await wide_name();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'two' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: const std::wstring two = co_await wide_name();
  std::span<const int> some = co_await list();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'some' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto some = co_await list();
  std::string_view three = (co_await get()).name;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'three' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: std::string three = (co_await get()).name;
  std::string_view four{co_await name()};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'four' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  auto five = std::string_view(co_await name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'five' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  std::string_view six = (co_await find()).title();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'six' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  auto seven = (co_await get()).some();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'seven' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  show(one);
}

acme::task<> loops() {
  for (int each : (co_await get()).all())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await get(); int each : awaited.all())
    use(each);
  for (auto each : (co_await get()).some())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await get(); auto each : awaited.some())
    use(each);
  for (char each : (co_await get()).title())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await get(); char each : awaited.title())
    use(each);
  for (char each : (co_await get()).label())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await get(); char each : awaited.label())
    use(each);
  for (const auto &each : co_await kept_list())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the awaited task, which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await kept_list(); const auto &each : awaited)
    use(each);
  for (auto &each : (co_await maybe())->scores)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await maybe(); auto &each : awaited->scores)
    use(each);
  for (auto &each : (co_await maybe()).value().scores)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto awaited = co_await maybe(); auto &each : awaited.value().scores)
    use(each);
  int result = 0;
  use(result);
}

acme::task<> more_loops() {
  for (int each : (co_await get()).all())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto result = co_await get(); int each : result.all())
    use(each);
  for (auto &each : (co_await maybe())->scores) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over a part of the result of this 'co_await', which is gone before the first round [async-dangling-await-result]
  // CHECK-FIXES: for (auto result = co_await maybe(); auto &each : result->scores) {
    use(each);
  }
}
