// RUN: %prove %s
#include "acme/task.h"
#include <array>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

acme::task<int> number();
acme::task<int> load(int key);
acme::task<std::unique_ptr<int>> make();
acme::task<> work();

class table {
public:
  // --- Looked up ---

  acme::task<int> by_contains(int key) {
    if (!known.contains(key))
      known[key] = co_await load(key);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'known' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here
    co_return known.at(key);
  }
  acme::task<int> by_find(int key) {
    if (known.find(key) == known.end())
      known[key] = co_await load(key);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'known' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here
    co_return known.at(key);
  }
  acme::task<int> by_iterator(const int key) {
    if (auto at = known.find(key); at != known.end())
      co_return at->second;
    auto loaded = co_await load(key);
    known[key] = loaded;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'known' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-5]]:42: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-4]]:19: note: the coroutine is suspended here
    co_return loaded;
  }
  acme::task<> by_count(int key) {
    if (known.count(key) == 0)
      known[key] = co_await load(key);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'known' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here
  }
  acme::task<> by_slot(unsigned at) {
    if (!slots[at])
      slots[at] = co_await make();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'slots' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
  }

  acme::task<> looks_again(int key) {
    if (!known.contains(key)) {
      auto loaded = co_await load(key);
      if (!known.contains(key))
        known[key] = loaded;
    }
  }
  acme::task<> another_key(int key, int other) {
    if (!known.contains(key))
      known[other] = co_await load(key);
  }
  acme::task<> changed_key(int key) {
    if (!known.contains(key++))
      known[key] = co_await load(key);
  }
  acme::task<> placeholder(int key) {
    if (!known.contains(key)) {
      known[key] = 0;
      known[key] = co_await load(key);
    }
  }
  acme::task<> only_if_known(int key) {
    if (known.contains(key))
      known[key] = co_await load(key);
  }
  acme::task<> awaited_first(int key) {
    auto loaded = co_await load(key);
    if (!known.contains(key))
      known[key] = loaded;
  }
  acme::task<> another_map(int key) {
    if (!others.contains(key))
      known[key] = co_await load(key);
  }

  // --- Sums ---

  acme::task<> sum(int key) {
    known[key] = known[key] + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'known' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:18: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:31: note: the coroutine is suspended here
  }
  acme::task<> first() {
    counts[0] = counts[0] + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'counts' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:29: note: the coroutine is suspended here
  }
  acme::task<> copied(int at) {
    int before = counts[at];
    co_await work();
    counts[at] = before + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'counts' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-4]]:18: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
  }
  acme::task<> compound(int key) {
    known[key] += co_await number();
  }
  acme::task<> of_another(int key, int other) {
    known[key] = known[other] + co_await number();
  }
  acme::task<> read_again(int at) {
    int before = counts[at];
    co_await work();
    before = counts[at];
    counts[at] = before + 1;
  }
  acme::task<> moves_on() {
    for (int at = 0; at < 3; ++at)
      counts[at] = counts[at] + co_await number();
  }

  void forget() {
    known.clear();
    slots.clear();
    counts[1] = 0;
  }

private:
  std::map<int, int> known;
  std::unordered_map<int, int> others;
  std::vector<std::unique_ptr<int>> slots;
  std::array<int, 4> counts;
};

acme::task<> own() {
  std::map<int, int> mine;
  int key = 1;
  if (!mine.contains(key))
    mine[key] = co_await load(key);
}
