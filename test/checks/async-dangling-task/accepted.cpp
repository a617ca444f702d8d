// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct client {
  std::string name;
  acme::task<int> run() { co_return int(name.size()); }
  acme::task<int> run_name();
  acme::task<int> stateless() { co_return 1; }
};
client connect();

acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }
acme::task<int> size_of_view(std::string_view text) { co_return int(text.size()); }
acme::task<int> sum_of(std::span<const int> numbers) { co_return numbers[0]; }
acme::task<int> by_value(std::string text) { co_return int(text.size()); }
acme::task<int> ignores(const std::string &) { co_return 1; }
acme::task<int> through(const int *number) { co_return *number; }
acme::task<int> declared(const std::string &text);
acme::task<int> declared_by_value(std::string text);
acme::task<int> declared_moves(std::string &&text);
acme::task<> joinable(acme::task<> &&work);
acme::task<int> copies(const std::string &text) { return by_value(text); }
acme::task<int> shared(std::shared_ptr<client> who) { co_return co_await who->run(); }
acme::job<int> eager(const std::string &text) { co_return int(text.size()); }
acme::job<int> eager_declared(const std::string &text);
struct tag {};
acme::task<int> tagged(const tag &, int n) { co_return n; }
template <typename T> acme::task<int> forwards(T &&value);
template <typename T> acme::task<T> lazily(T &&value);
std::string make();
acme::task<> flush();
std::string global;
void sink(acme::task<int>);

// Awaited in the same full expression.

acme::task<int> awaits() {
  std::string text = make();
  int n = co_await size_of(make()) + co_await size_of_view("x") + co_await connect().run();
  n += co_await client{"z"}.run();
  if (co_await size_of(make()))
    n += co_await size_of(text);
  co_await acme::when_all(*std::make_unique<acme::task<int>>(size_of(make())));
  co_return co_await size_of(text);
}
int waits() {
  std::string text = make();
  return size_of(text).get() + acme::sync_wait(size_of(make()));
}

// Kept, and awaited while what it refers to is there.

acme::task<int> keeps(std::string given, const std::string &lent) {
  std::string text = make();
  std::vector<int> numbers{1, 2};
  auto a = size_of(text);
  auto b = size_of_view(text);
  auto c = sum_of(numbers);
  auto d = size_of(given);
  auto e = size_of(lent);
  auto f = size_of(global);
  auto g = size_of_view("literal");
  client local;
  auto h = local.run();
  co_return co_await a + co_await b + co_await c + co_await d + co_await e + co_await f +
      co_await g + co_await h;
}
acme::task<> collects() {
  std::vector<acme::task<int>> tasks;
  std::vector<std::string> all{make()};
  for (const auto &text : all)
    tasks.push_back(size_of(text));
  for (auto &task : tasks)
    co_await task;
}
acme::task<> collects_inside(int n) {
  for (int i = 0; i < n; ++i) {
    std::string text = make();
    std::vector<acme::task<int>> tasks;
    tasks.push_back(size_of(text));
    for (auto &task : tasks)
      co_await task;
  }
}
acme::task<> reuses(int n) {
  acme::task<int> last;
  for (int i = 0; i < n; ++i) {
    std::string text = make();
    last = size_of(text);
    co_await last;
  }
  (void)last.is_ready();
}

// It copies what it is given, or does not use it.

acme::task<int> returns_copy() {
  std::string text = make();
  return by_value(text);
}
acme::task<int> returns_declared() {
  std::string text = make();
  return declared_by_value(text);
}
acme::task<int> returns_unused() {
  std::string text = make();
  return ignores(text);
}
acme::task<int> returns_copied() {
  std::string text = make();
  return copies(text);
}
acme::task<int> returns_stateless() { return client{}.stateless(); }
acme::task<int> returns_tag() { return tagged(tag{}, 1); }
acme::task<int> returns_shared() {
  auto who = std::make_shared<client>();
  return shared(who);
}

acme::task<> keeps_moved() {
  auto task = declared_moves(make());
  auto join = joinable(flush());
  co_await task;
  co_await join;
}

// It lives longer.

acme::task<int> returns_lent(const std::string &text) { return size_of(text); }
acme::task<int> returns_view(std::string_view text) { return size_of_view(text); }
acme::task<int> returns_global() { return size_of(global); }
acme::task<int> returns_literal() { return size_of_view("literal"); }
acme::task<int> returns_static() {
  static std::string text = make();
  return size_of(text);
}
acme::task<int> client::run_name() { return size_of(name); }
acme::task<int> returns_pointee(std::shared_ptr<client> who, const int *number) {
  return *number ? size_of(who->name) : through(number);
}

// It runs at once, as far as it uses what it is given.

acme::job<int> returns_eager() {
  std::string text = make();
  return eager(text);
}
acme::task<int> keeps_eager() {
  auto job = eager(make());
  auto other = eager_declared(make());
  co_return co_await job + co_await other;
}

// Nobody knows.

template <typename T> acme::task<int> in_template(T value) { return size_of(value); }
acme::task<int> returns_forwarded() { return forwards(make()); }
acme::task<std::string> returns_lazily() { return lazily(make()); }
void gives() {
  std::string text = make();
  sink(size_of(text));
}

acme::task<> waits_inside() {
  std::vector<acme::task<int>> tasks;
  {
    std::string text = make();
    tasks.push_back(size_of(text));
    co_await tasks.back();
    tasks.pop_back();
  }
  (void)tasks.empty();
}

// Somebody waits.

acme::task<int> sets(const std::string &text, bool *done) {
  *done = true;
  co_return int(text.size());
}
void spins() {
  std::string text = make();
  bool done = false;
  acme::spawn(sets(text, &done));
  while (!done)
    ;
}
struct joining_group {
  ~joining_group();
  void spawn(acme::task<int>);
};
void joins_at_end() {
  std::string text = make();
  joining_group all;
  all.spawn(size_of(text));
}

struct group {
  void spawn(acme::task<int>);
  acme::task<> join();
};
acme::task<> spawns_in_group() {
  std::string text = make();
  group all;
  all.spawn(size_of(text));
  co_await all.join();
}
struct loop {
  void run();
};
void spawn(loop &, acme::task<int>);
void runs() {
  std::string text = make();
  loop events;
  acme::spawn(size_of(text));
  events.run();
}

// A container that is filled again for each block.
template <typename Range> acme::job<> all_of(Range &&tasks);
acme::task<> refills() {
  std::vector<acme::task<int>> tasks(1);
  {
    std::string first = make();
    tasks[0] = size_of(first);
    auto all = all_of(tasks);
    co_await all;
  }
  {
    std::string second = make();
    tasks[0] = size_of(second);
    auto all = all_of(tasks);
    co_await all;
  }
}
