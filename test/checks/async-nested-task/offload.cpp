// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <future>
#include <thread>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<int> number();
acme::job<int> start();
int plain();

struct pool {
  template <typename F> auto submit(F f) -> acme::job<decltype(f())> { return {}; }
  template <typename F> auto defer(F f) -> acme::task<decltype(f())> { return {}; }
  template <typename F> acme::task<> unwrapped(F f);
  template <typename F> auto call(F f) { return f(); }
};

struct service {
  acme::task<> run();
  acme::task<> operator()();
};

acme::task<> coroutine(pool &pool, service &s) {
  (void)std::async([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  (void)std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  (void)std::async(std::launch::async, &number);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  (void)std::async(&service::run, &s);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  (void)std::async(std::ref(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  auto pending = std::async([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  auto known = std::async(std::launch::deferred, [] { return number(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  (void)known;
  pool.submit([]() -> acme::task<int> { co_return co_await number(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task inside the result of 'submit' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  pool.defer([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task inside the result of 'defer' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  auto deferred = pool.defer(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task inside the result of 'defer' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  co_await pool.defer([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this 'co_await' yields is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-FIXES: co_await (co_await pool.defer([] { return work(); }));
  // async-needless-offload speaks of what a thread is taken for.
  co_await pool.submit([] { return work(); });
  co_await work();
}

void ordinary(pool &pool) {
  (void)std::async([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task inside the result of 'async' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
  std::function<acme::task<>()> f = work;
  pool.submit(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task inside the result of 'submit' is discarded: it is lazy, so the coroutine never runs [async-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it calls the coroutine, which only makes the task: hand it to what runs tasks here, or return it
}

// Somebody gets at the task, or there is none to lose.
acme::task<> fine(pool &pool, service &s) {
  auto future = std::async(work);
  co_await future.get();
  co_await std::async(number).get();
  std::vector<std::future<acme::task<>>> futures;
  futures.push_back(std::async(work));
  auto handed = std::async(work);
  futures.push_back(std::move(handed));
  (void)std::async(plain);
  (void)std::async([] { return 1; });
  (void)std::async(start);
  co_await co_await pool.submit(work);
  co_await pool.unwrapped(work);
  co_await pool.call(work);
  auto waited = std::async(work);
  waited.wait();
}
