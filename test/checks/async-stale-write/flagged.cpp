// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <memory>
#include <optional>
#include <string>

acme::task<int> number();
acme::task<int> number(int n);
acme::task<> work();
acme::task<std::string> text();
acme::task<std::unique_ptr<int>> make();
acme::task<std::optional<int>> find();
void use(int n);
bool test();

int total = 0;

acme::task<> global() {
  total = total + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await number();
  // CHECK-FIXES: total = total + value;
}

acme::task<> inside_a_sum() {
  total = 2 * (total + 1) - (co_await number());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:30: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await number();
  // CHECK-FIXES: total = 2 * (total + 1) - value;
}

acme::task<> in_one_line() { total = total + co_await number(); co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
// CHECK-MESSAGES: :[[@LINE-2]]:38: note: it is read here
// CHECK-MESSAGES: :[[@LINE-3]]:46: note: the coroutine is suspended here
// CHECK-FIXES: acme::task<> in_one_line() { auto value = co_await number(); total = total + value; co_await work(); }

acme::task<> static_local() {
  static int calls = 0;
  calls = calls + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'calls' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await number();
  // CHECK-FIXES: calls = calls + value;
}

acme::task<> reference(int &sum) {
  sum = sum + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sum' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await number();
  // CHECK-FIXES: sum = sum + value;
}

// Two of them run at once.
acme::task<> twice(int &sum) {
  auto one = reference(sum), other = reference(sum);
  co_await acme::when_all(one, other);
}

struct statistics {
  int sum = 0;
};

acme::task<> pointer(statistics *s) {
  s->sum = s->sum + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sum' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: the coroutine is suspended here
  // CHECK-FIXES: auto value = co_await number();
  // CHECK-FIXES: s->sum = s->sum + value;
}

class account {
public:
  acme::task<> deposit() {
    balance = balance + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:25: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: balance = balance + value;
  }
  acme::task<> part() {
    all.sum = all.sum + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sum' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:25: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: all.sum = all.sum + value;
  }
  acme::task<> name_is_taken(int value) {
    balance = balance + co_await number(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:25: note: the coroutine is suspended here
    // CHECK-FIXES: auto awaited = co_await number(value);
    // CHECK-FIXES: balance = balance + awaited;
  }

  // --- By a copy ---

  acme::task<> withdraw(int amount) {
    int current = balance;
    co_await work();
    balance = current - amount;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-4]]:19: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
  }
  acme::task<> added(int amount) {
    auto current = balance;
    current += amount;
    co_await work();
    balance = current;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-5]]:20: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
  }
  acme::task<> withdraw_later() {
    int current = balance;
    int more = co_await number();
    balance = current + more;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-4]]:19: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-4]]:16: note: the coroutine is suspended here
  }
  acme::task<> counted() {
    int current = balance;
    co_await work();
    balance = ++current;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-4]]:19: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
  }

  // --- Tests ---

  acme::task<> by_negation() {
    if (!cache)
      cache = co_await make();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'cache' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
  }
  acme::task<int> in_a_block() {
    if (!cache) {
      auto made = co_await make();
      use(1);
      cache = std::move(made);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'cache' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-5]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-5]]:19: note: the coroutine is suspended here
    }
    co_return *cache;
  }
  acme::task<> by_null() {
    if (cache == nullptr) {
      cache = co_await make();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'cache' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
    }
  }
  acme::task<> by_query() {
    if (name.empty())
      name = co_await text();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'name' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:14: note: the coroutine is suspended here
    if (!found.has_value())
      found = co_await find();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'found' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
  }
  acme::task<int> early_return() {
    if (cache)
      co_return *cache;
    cache = co_await make();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'cache' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-4]]:9: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: the coroutine is suspended here
    co_return *cache;
  }
  acme::task<> otherwise() {
    if (found) {
      use(*found);
    } else {
      found = co_await find();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'found' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-5]]:9: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
    }
  }
  acme::task<> with_more(bool forced) {
    if (!cache || forced)
      cache = co_await make();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'cache' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
      // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine is suspended here
  }

  void rename(std::string to) { name = std::move(to); }

private:
  int balance = 0;
  statistics all;
  std::unique_ptr<int> cache;
  std::string name;
  std::optional<int> found;
};

std::optional<int> global_cache;

acme::task<> global_test() {
  if (!global_cache)
    global_cache.emplace(co_await number());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'global_cache' is written without a second look: while the coroutine was suspended, another one may have done so [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-3]]:8: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-3]]:26: note: the coroutine is suspended here
}
