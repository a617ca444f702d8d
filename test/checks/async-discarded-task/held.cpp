// RUN: %prove %s
// Lazy tasks in an aggregate, or put into a container by somebody else, for nobody.
#include "acme/task.h"
#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

acme::task<> flush();
acme::task<> flush(int key);
void consume(acme::task<>);
std::vector<int> keys;

struct entry {
  int key;
  acme::task<> work;
};
void log(const entry &);

acme::task<> lost() {
  entry plain{1, flush()};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task in 'plain' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  entry named{.key = 1, .work = flush()};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task in 'named' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  if (named.key)
    co_await flush();
  std::vector<acme::task<>> all;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the tasks in 'all' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  std::transform(keys.begin(), keys.end(), std::back_inserter(all),
                 [](int key) { return flush(key); });
  std::vector<acme::task<>> two;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the tasks in 'two' are never awaited: they are lazy, so their coroutines never run [async-discarded-task]
  std::generate_n(std::back_inserter(two), 2, [] { return flush(); });
  co_await flush();
}

acme::task<> used() {
  entry awaited{1, flush()};
  co_await std::move(awaited.work);
  entry given{1, flush()};
  consume(std::move(given.work));
  entry moved{1, flush()};
  entry other = std::move(moved);
  co_await std::move(other.work);
  entry logged{1, flush()};
  log(logged);
  std::vector<acme::task<>> all;
  std::transform(keys.begin(), keys.end(), std::back_inserter(all),
                 [](int key) { return flush(key); });
  for (auto &each : all)
    co_await std::move(each);
  std::vector<acme::task<>> empty;
  std::copy(keys.begin(), keys.end(), std::back_inserter(keys));
  co_await flush();
}

// What ends the object may look at the task.
struct joiner {
  acme::task<> work;
  ~joiner();
};
acme::task<> joined() {
  joiner at_end{flush()};
  co_await flush();
}
