// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include "acme/void.h"
#include <algorithm>
#include <cstddef>
#include <functional>
#include <future>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<int> number();
acme::fire_and_forget detached();
void ordinary();
void on_click(std::function<void()> callback);
void on_async_click(std::function<acme::task<>()> callback);
void on_choice(std::function<bool(acme::task<>)> callback);
template <typename F> acme::task<> invoke(F f) { return f(); }
template <typename F> void unknown_sink(F f) {}

// The callback returns nothing that anybody could await, or starts the task itself.
void callbacks() {
  on_click(ordinary);
  on_click(detached);
  on_click([] {});
  on_click([]() -> acme::fire_and_forget { co_await work(); });
  on_click([] { acme::spawn(work()); });
  on_click([] { acme::sync_wait(number()); });
  on_click([] { return 1; });
  on_click(nullptr);
  on_click({});
  std::function<void()> empty;
  std::function<void()> copy = empty;
  copy = nullptr;
  copy = std::move(empty);
  on_click(copy);
}

// A coroutine that returns `void` is another check's business.
void void_coroutines() {
  on_click([]() -> void { co_await work(); });
}

// Whoever takes it takes the task as well.
acme::task<> keepers() {
  on_async_click(work);
  on_async_click([]() -> acme::task<> { co_await work(); });
  on_choice([](acme::task<>) { return true; });
  std::function<acme::task<>()> keeper = work;
  std::function deduced = work;
  keeper = work;
  std::vector<std::function<acme::task<>()>> list{work};
  list.push_back(work);
  list.emplace_back(work);
  co_await keeper();
  co_await invoke([]() -> acme::task<> { co_await work(); });
  unknown_sink([]() -> acme::task<> { co_await work(); });
}

// A task, and a callable behind the callback, are data.
void data(std::vector<int> &numbers, acme::task<> task) {
  std::thread runs([](auto f) { acme::spawn(f()); }, work);
  std::jthread holds([](acme::task<> t) { acme::spawn(std::move(t)); }, work());
  runs.join();
  std::function<void()> owner = [] { auto later = [] { return work(); }; };
  std::for_each(numbers.begin(), numbers.end(), [](int) { acme::spawn(work()); });
  std::transform(numbers.begin(), numbers.end(), numbers.begin(), [](int n) { return n; });
  std::ranges::for_each(numbers, [](int) {}, [](int n) { return n; });
}

// Nothing is called.
using signature = void();
static_assert(std::is_constructible_v<std::function<void()>, decltype(&work)>);
std::size_t unevaluated() { return sizeof(std::function<void()>(work)); }

// The types of a function wrapper that wants a value.
int ask(std::function<int()> question);
void values() { ask([] { return 1; }); }

// Overloads by which the callable decides what it returns.
struct overloaded {
  void operator()() const;
  acme::task<> operator()(int) const;
};
void undecided() { on_click(overloaded{}); }
