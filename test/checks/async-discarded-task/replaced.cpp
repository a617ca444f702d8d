// RUN: %prove %s
// A lazy task in whose place another one comes before anybody has awaited it.
#include "acme/task.h"
#include <utility>

acme::task<> flush();
acme::task<int> size();
acme::job<> start();
void consume(acme::task<>);
bool test();

acme::task<> replaced() {
  auto once = flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'once' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: another task takes its place here
  once = flush();
  co_await std::move(once);
  acme::task<int> asked = size();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task in 'asked' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: another task takes its place here
  if (asked.is_ready())
    co_await flush();
  asked = size();
  co_await std::move(asked);
}

// Awaited or handed on before, or not replaced for sure.
acme::task<> used(bool other) {
  auto again = flush();
  co_await std::move(again);
  again = flush();
  co_await std::move(again);
  auto given = flush();
  consume(std::move(given));
  given = flush();
  co_await std::move(given);
  auto choice = flush();
  if (other)
    choice = flush();
  co_await std::move(choice);
  auto wrapped = flush();
  wrapped = acme::task<>(std::move(wrapped));
  co_await std::move(wrapped);
  auto named = flush();
  auto &name = named;
  co_await std::move(name);
  named = flush();
  co_await std::move(named);
  auto target = flush();
  auto source = flush();
  target = std::move(source);
  co_await std::move(target);
  acme::task<> empty;
  empty = flush();
  co_await std::move(empty);
}

// An eager one runs on.
acme::task<> eager() {
  auto job = start();
  job = start();
  co_await job;
}
