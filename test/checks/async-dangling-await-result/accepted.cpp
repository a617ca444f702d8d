// RUN: %prove %s
// CHECK-SILENT
#include "acme/reference.h"
#include "acme/task.h"
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
  std::vector<int> copy() const { return scores; }
  const std::vector<int> &table() const {
    static std::vector<int> all;
    return all;
  }
  const person *self() const { return this; }
};
struct handle {
  std::shared_ptr<person> to;
  person &get() const { return *to; }
  person &other() const;
};

acme::kept<person> find();
acme::kept<person &> find_reference();
acme::shared<person> common();
acme::task<person> get();
acme::task<std::string> name();
acme::task<std::string_view> view();
acme::task<std::vector<int>> list();
acme::task<std::span<int>> span();
acme::task<std::shared_ptr<person>> shared();
acme::task<person *> pointer();
acme::task<handle> get_handle();
void use(int);
void show(std::string_view);
bool later(const person &);

struct channel {
  struct receive {
    channel &from;
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    person &await_resume() { return from.last; }
  };
  receive next() { return {*this}; }
  person last;
};

acme::task<> values() {
  auto one = co_await find();
  const person two = co_await find();
  person three(co_await find());
  int four = co_await acme::task<int>();
}

// The variable keeps what is not a reference.
acme::task<> extended() {
  auto &&one = co_await get();
  const auto &two = co_await get();
  const auto &name = (co_await get()).name;
  auto &&[a, b] = co_await get();
  for (int each : co_await list())
    use(each);
  for (int each : (co_await get()).scores)
    use(each);
  for (int each : (co_await get()).copy())
    use(each);
  const auto &copied = (co_await get()).copy();
}

// The task lives on.
acme::task<> stored() {
  auto task = find();
  auto &one = co_await task;
  auto &&two = co_await std::move(task);
  for (int each : (co_await task).all())
    use(each);
}

// What is referred to belongs to others.
acme::task<> of_others(channel &from) {
  auto &one = co_await find_reference();
  auto &three = co_await common();
  auto &four = co_await from.next();
  auto &five = (co_await shared())->name;
  auto &six = *co_await pointer();
  auto &seven = (co_await get_handle()).get();
  auto &eight = (co_await get_handle()).other();
  const auto &nine = (co_await get()).table();
  std::string_view ten = co_await view();
  for (int each : co_await span())
    use(each);
  for (int each : (co_await shared())->all())
    use(each);
  for (int each : (co_await get()).table())
    use(each);
}

// The full-expression uses it, and ends.
acme::task<> at_once() {
  show((co_await find()).name);
  if (later(co_await find()))
    co_return;
  std::string copy = (co_await find()).name;
  std::string text((co_await find()).name);
  auto size = (co_await list()).size();
  bool is = std::string_view(co_await name()) == "x";
  std::vector<int> scores = (co_await get()).all();
}

acme::task<> keeps_it_first() {
  auto person = co_await find();
  for (int each : person.all())
    use(each);
  for (auto other = co_await get(); int each : other.all())
    use(each);
}
