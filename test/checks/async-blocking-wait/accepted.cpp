// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

acme::task<> work();
acme::task<int> number();
acme::task<std::future<int>> queued();
acme::task<std::vector<std::future<int>>> all_queued();

// Whoever is no coroutine may block.
int ordinary() { return number().get() + acme::sync_wait(number()); }
int main() { acme::sync_wait(work()); }

acme::task<> in_a_plain_lambda() {
  auto blocking = [] { return number().get(); };
  std::optional<int> maybe = 1;
  int value = maybe.value();
  auto owned = std::make_unique<int>(1);
  owned.get();
  std::tuple<int> tuple;
  std::get<0>(tuple);
  co_await work();
}

// Asked first whether it is there.
acme::task<> guarded(acme::task<int> t, std::future<int> f, std::future<int> g) {
  if (t.is_ready())
    t.get();
  while (!t.is_ready())
    co_await work();
  int a = t.get();
  using namespace std::chrono_literals;
  if (f.wait_for(0s) == std::future_status::ready)
    f.get();
  if (g.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    g.get();
}

acme::task<> polled(std::future<int> f) {
  f.wait_for(std::chrono::milliseconds::zero());
  f.wait_for(std::chrono::milliseconds{});
  f.valid();
  co_await work();
}

// Awaited before, alone or together with others.
acme::task<> awaited(acme::task<int> first, acme::task<int> second) {
  co_await acme::when_all(first, second);
  int sum = first.get() + second.get();

  std::vector<acme::task<int>> tasks;
  co_await acme::when_all(tasks);
  for (auto &task : tasks)
    sum += task.get();
  sum += tasks[0].get() + tasks.front().get();
}

// What comes out of a co_await is there.
acme::task<> results() {
  auto future = co_await queued();
  int a = future.get();
  int b = (co_await queued()).get();
  for (auto &element : co_await all_queued())
    a += element.get();
  auto futures = co_await all_queued();
  for (auto &element : futures)
    a += element.get();
  futures[0].get();
}

struct member {
  acme::task<int> pending = number();
  acme::task<> run() {
    co_await acme::when_all(pending);
    int a = pending.get();
    get();
    this->get();
  }
  int get();
};

// An awaitable whose `value` and `result` are something else.
struct event {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  std::string value();
  const char *result();
  acme::task<> wait();
  acme::task<> join();
  int get(int index);
};
acme::task<> other_members(event e) {
  e.value();
  e.result();
  co_await e.wait();
  co_await e.join();
  e.get(1);
  co_await e;
}

// Not a task.
struct fence {};
void sync_wait(fence);
struct buffer {
  int get();
  void wait();
};
acme::task<> others(fence f, buffer b) {
  sync_wait(f);
  b.get();
  b.wait();
  co_await work();
}

acme::task<> unevaluated() {
  using type = decltype(number().get());
  static_assert(sizeof(number().get()) == 4);
  co_await work();
}

// A value or an error, which is there from the beginning.
template <typename T> struct result {
  struct promise_type {
    result get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  bool has_value() const;
  T value() const;
};
result<int> parse(const char *text);
result<int> twice(const char *text) { co_return parse(text).value() + co_await parse(text); }
