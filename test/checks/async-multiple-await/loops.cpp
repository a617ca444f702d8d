// RUN: %prove %s
#include "acme/once.h"
#include "acme/task.h"
#include <future>
#include <vector>

acme::once<int> make();
bool test();
bool wanted(int);
void log(int);

// The author expects another round.

acme::once<int> sums_up(acme::once<int> t, int limit) {
  int sum = 0;
  do
    sum += co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-5]]:41: note: the task is made once, before the loop
  while (sum < limit);
  co_return sum;
}

acme::once<int> asks_the_result(acme::once<int> t) {
  int n;
  do {
    n = co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-5]]:49: note: the task is made once, before the loop
    log(n);
  } while (n != 0);
  co_return n;
}

int empties(std::future<int> f, std::vector<int> queue) {
  int sum = 0;
  while (!queue.empty()) {
    queue.pop_back();
    sum += f.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'f' is waited for again in the next round of the loop: the future hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-6]]:30: note: the future is made once, before the loop
  }
  return sum;
}

// Some rounds are left out.

acme::once<int> every_other(acme::once<int> t, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    if (i % 2 != 0)
      continue;
    sum += co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-7]]:45: note: the task is made once, before the loop
  }
  co_return sum;
}

acme::once<int> positive(acme::once<int> t, std::vector<int> all) {
  int sum = 0;
  for (int each : all) {
    if (each < 0) {
      log(each);
      continue;
    }
    sum += each * co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-9]]:42: note: the task is made once, before the loop
  }
  co_return sum;
}

acme::once<int> unless_either(acme::once<int> t, std::vector<std::vector<int>> all) {
  for (const auto &each : all) {
    if (each.empty() || each.size() > 3)
      continue;
    log(co_await std::move(t));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-6]]:47: note: the task is made once, before the loop
  }
  co_return 0;
}

// One round of all, or as many as a flag allows.

acme::once<int> the_wanted(acme::once<int> t, std::vector<int> all, int key) {
  for (int each : all) {
    if (each != key)
      continue;
    log(co_await std::move(t));
  }
  for (int each : all) {
    if (!wanted(each))
      continue;
    co_return each;
  }
  co_return 0;
}

acme::once<int> the_first(acme::once<int> t, std::vector<int> all) {
  bool seen = false;
  for (int each : all) {
    if (each < 0 || seen)
      continue;
    seen = true;
    log(co_await std::move(t));
  }
  co_return 0;
}

acme::once<int> once_it_is_time(acme::once<int> t, std::vector<int> all) {
  for (int each : all) {
    if (test())
      continue;
    log(each + co_await std::move(t));
  }
  co_return 0;
}

acme::once<int> until_found(acme::once<int> t) {
  bool found = false;
  do {
    log(co_await std::move(t));
    found = true;
  } while (!found);
  co_return 0;
}

acme::once<int> leaves(acme::once<int> t, std::vector<int> all) {
  for (int each : all) {
    if (each < 0)
      continue;
    log(co_await std::move(t));
    break;
  }
  co_return 0;
}

acme::once<int> renews(acme::once<int> t, int limit) {
  int sum = 0;
  do {
    sum += co_await std::move(t);
    t = make();
  } while (sum < limit);
  for (int i = 0; i < limit; ++i) {
    if (i % 2)
      continue;
    t = make();
    sum += co_await std::move(t);
  }
  co_return sum;
}
