// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
acme::task<int> number();
acme::job<acme::mutex::guard> take(acme::mutex &m);

acme::task<> unused(bool fast) {
  auto a = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'a' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  auto b = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'b' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
  acme::task<> c = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task in 'c' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  const acme::task<int> d = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'd' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
  acme::task<> e(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task in 'e' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  acme::task<int> f{number()};
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task in 'f' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await number();
  [[maybe_unused]] auto g = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'g' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  [[maybe_unused]] auto h = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'h' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: [[maybe_unused]] auto h = co_await number();
  auto &&i = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'i' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: auto &&i = co_await number();
  auto _ = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in '_' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await work();
  if (auto j = work(); fast)
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task in 'j' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: if (co_await work(); fast)
    co_return;
  acme::task<> k = work(), l = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task in 'k' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: the task in 'l' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  co_await work();
}

acme::task<> only_asked() {
  auto a = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'a' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  (void)a;
  auto b = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'b' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  if (b.is_ready())
    co_return;
  acme::task<int> c = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task in 'c' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: auto c = co_await number();
  (void)c;
}

acme::task<> locks(acme::mutex &m) {
  auto guard = m.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'guard' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto guard = co_await m.scoped_lock_async();
  acme::task<acme::mutex::guard> typed = m.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'typed' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto typed = co_await m.scoped_lock_async();
  auto running = take(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'running' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto running = co_await take(m);
  co_await work();
}

acme::task<> in_time(acme::mutex &m) {
  auto guard = co_await m.scoped_lock_async();
  auto later = m.scoped_lock_async();
  auto held = co_await later;
}

// The task inside of a task.
acme::task<acme::task<>> outer();
acme::task<acme::job<int>> started();
acme::task<> inner() {
  auto one = co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'one' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  auto two = co_await outer();
  co_await std::move(two);
  auto running = co_await started();
}
