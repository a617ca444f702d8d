// RUN: %prove %s
#include "acme/once.h"
#include "acme/task.h"
#include <future>

acme::once<int> make();
acme::task<int> number();
bool test();
void log(const acme::once<int> &);
void log(const acme::task<int> &);

acme::once<int> twice(acme::once<int> t) {
  int a = co_await std::move(t);
  int b = co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
  co_return a + b;
}

acme::once<int> thrice() {
  auto t = make();
  co_await std::move(t);
  co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is awaited here first
  co_return 0;
}

acme::once<int> reference(acme::once<int> &&t) {
  co_await std::move(t);
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
}

acme::once<int> casts(acme::once<int> t) {
  co_await static_cast<acme::once<int> &&>(t);
  co_await (std::forward<acme::once<int>>(t));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_return 0;
}

acme::once<int> on_one_branch(acme::once<int> t) {
  if (test())
    co_await std::move(t);
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is awaited here first
}

acme::once<int> in_one_branch_after(acme::once<int> t) {
  co_await std::move(t);
  if (test())
    co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is awaited here first
  co_return 0;
}

acme::once<int> after_both_branches(acme::once<int> t) {
  if (test())
    co_await std::move(t);
  else
    co_await std::move(t);
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:5: note: it is awaited here first
}

acme::once<int> fallthrough(acme::once<int> t, int n) {
  switch (n) {
  case 1:
    co_await std::move(t);
    [[fallthrough]];
  case 2:
    co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: it is awaited here first
    break;
  default:
    break;
  }
  co_return 0;
}

acme::once<int> in_one_expression(acme::once<int> t) {
  co_return co_await std::move(t) + co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is awaited here first
}

acme::once<int> short_circuit(acme::once<int> t) {
  bool both = co_await std::move(t) && co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is awaited here first
  co_return both;
}

acme::once<int> in_a_loop(int n) {
  auto t = make();
  for (int i = 0; i < n; ++i)
    co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:8: note: the task is made once, before the loop
  co_return 0;
}

acme::once<int> in_other_loops(acme::once<int> a, acme::once<int> b, acme::once<int> c) {
  while (test())
    co_await std::move(a);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'a' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:48: note: the task is made once, before the loop
  do {
    co_await std::move(b);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'b' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-8]]:67: note: the task is made once, before the loop
  } while (test());
  int numbers[] = {1, 2};
  for (int n : numbers)
    co_await std::move(c);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'c' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-14]]:86: note: the task is made once, before the loop
  co_return 0;
}

acme::once<int> made_in_the_header() {
  for (auto t = make(); test();)
    co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: the task is made once, before the loop
  co_return 0;
}

acme::once<int> in_each_branch_of_a_loop(acme::once<int> t) {
  while (test())
    if (test())
      co_await std::move(t);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
      // CHECK-MESSAGES: :[[@LINE-5]]:58: note: the task is made once, before the loop
    else
      co_await std::move(t);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
      // CHECK-MESSAGES: :[[@LINE-9]]:58: note: the task is made once, before the loop
  co_return 0;
}

acme::once<int> with_a_loop_inside(acme::once<int> t) {
  for (;;) {
    while (test())
      test();
    if (test())
      break;
    co_await std::move(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-8]]:52: note: the task is made once, before the loop
  }
  co_return 0;
}

acme::once<int> used_after(acme::once<int> t) {
  co_await std::move(t);
  log(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 't' is used after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_return 0;
}

acme::once<int> handed_on_after(acme::once<int> t) {
  co_await std::move(t);
  acme::spawn(std::move(t));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 't' is used after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_return 0;
}

// A task that can be awaited many times, until it is awaited as an rvalue.
acme::task<int> moved_out(acme::task<int> t) {
  co_await t;
  co_await t;
  co_await std::move(t);
  log(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 't' is used after its result was moved out: nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_return co_await t;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was moved out: nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: it is awaited here first
}

acme::once<int> returned_after() {
  auto t = make();
  co_await std::move(t);
  auto other = std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 't' is used after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_return co_await std::move(other);
}

int waits(std::future<int> f) {
  int a = f.get();
  int b = f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
  return a + b;
}

int waits_after(std::future<int> f) {
  int a = f.get();
  f.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
  return a;
}

int waits_in_a_loop(std::future<int> f) {
  int sum = 0;
  while (test())
    sum += f.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'f' is waited for again in the next round of the loop: the future hands out its result once, and nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-5]]:38: note: the future is made once, before the loop
  return sum;
}

int waits_for_a_task(acme::once<int> t, acme::task<int> u) {
  acme::sync_wait(std::move(t));
  acme::sync_wait(std::move(u));
  return acme::sync_wait(std::move(t)) + acme::sync_wait(std::move(u));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 't' is waited for after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is waited for here first
  // CHECK-MESSAGES: :[[@LINE-3]]:42: warning: 'u' is waited for after its result was moved out: nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is waited for here first
}

int gets(acme::once<int> t) { return t.get() + t.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 't' is waited for after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
// CHECK-MESSAGES: :[[@LINE-2]]:38: note: it is waited for here first

acme::once<int> awaits_and_waits(acme::once<int> t) {
  co_await std::move(t);
  co_return t.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is waited for after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
}
