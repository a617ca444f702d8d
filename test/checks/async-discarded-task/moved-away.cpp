// RUN: %prove %s
// A task that is moved to nobody, or into an object that nobody looks into.
#include "acme/task.h"
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>

acme::task<> flush();
acme::task<int> size();
acme::job<> start();
void consume(acme::task<>);

acme::task<> dropped() {
  auto statement = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'statement' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  std::move(statement);
  auto cast = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'cast' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  (void)std::move(cast);
  auto first = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'first' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  auto second = std::move(first);
  acme::task<int> typed = size();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task in 'typed' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  acme::task<int> last(std::move(typed));
  co_await flush();
}

acme::task<> held() {
  auto one = std::make_optional(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'one' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  auto owned = std::make_unique<acme::task<int>>(size());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'owned' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  std::tuple<acme::task<>, int> pair(flush(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the task in 'pair' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  std::optional<acme::task<>> later;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the task in 'later' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  later.emplace(flush());
  co_await flush();
}

acme::task<> chosen(bool which) {
  auto one = which ? flush() : acme::task<>();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'one' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  std::map<int, acme::task<>> all;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the tasks in 'all' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  all.emplace(1, flush());
  co_await flush();
}

// Moved on to somebody, and awaited.
acme::task<> used(bool both) {
  auto first = flush();
  auto second = std::move(first);
  co_await std::move(second);
  auto given = flush();
  consume(std::move(given));
  auto one = std::make_optional(flush());
  if (one)
    co_await std::move(*one);
  auto owned = std::make_unique<acme::task<int>>(size());
  co_await std::move(*owned);
  auto [a, b] = std::make_tuple(flush(), size());
  co_await std::move(a);
  if (both)
    co_await std::move(b);
  std::optional<acme::task<>> later;
  if (both)
    later.emplace(flush());
  if (later)
    co_await std::move(*later);
}

acme::task<> chosen_and_used(bool which) {
  auto one = which ? flush() : acme::task<>();
  co_await std::move(one);
  std::map<int, acme::task<>> all;
  all.emplace(1, flush());
  for (auto &[key, task] : all)
    co_await std::move(task);
  std::map<int, acme::task<>> none;
  none.clear();
}

// Empty, or eager: it runs.
acme::task<> empty() {
  std::optional<acme::task<>> none;
  auto running = std::make_optional(start());
  auto moved = start();
  auto kept = std::move(moved);
  co_await flush();
}
