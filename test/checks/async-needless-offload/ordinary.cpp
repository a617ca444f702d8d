// RUN: %prove %s
// Who waits for the other thread at once can wait for the task.
#include "acme/task.h"
#include <future>
#include <string>

acme::task<> work();
acme::task<int> number(int n = 0);
acme::task<std::string> name();
int load();
void use(int);

struct pool {
  template <typename F> auto submit(F f) -> std::future<decltype(f())> { return {}; }
};

int direct(pool &pool, int n) {
  std::async(std::launch::async, [] { sync_wait(work()); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: sync_wait(work());
  int a = std::async([&] { return number(n).get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: int a = number(n).get();
  a += pool.submit([n] { return acme::sync_wait(number(n)); }).get() * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'submit' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: a += acme::sync_wait(number(n)) * 2;
  pool.submit([] { work().wait(); }).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'submit' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: work().wait();
  return a;
}
int kept() {
  auto f = std::async(std::launch::async, [] { return number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: auto f = number().get();
  return f.get();
  // CHECK-FIXES: return f;
}
int kept_with_a_type() {
  std::future<int> f = std::async([] { return number().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  return f.get();
}
void kept_for_nothing() {
  auto done = std::async([] { work().wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  done.wait();
}
int named(int n) {
  auto wait = [n] { return number(n).get(); };
  return std::async(wait).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
}
int two_statements() {
  return std::async([] {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
           int n = number().get();
           return n;
         }).get();
}
// The value is another, or means something else outside.
long converted(int n) {
  long wide = std::async([]() -> long { return number().get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  return wide + std::async([m = n + 1] { return number(m).get(); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
}
acme::task<> in_a_closure() {
  auto ask = [] { return std::async([] { return name().get(); }).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'async' takes a thread that does nothing but wait for a task, for which this function can wait itself [async-needless-offload]
  // CHECK-FIXES: auto ask = [] { return name().get(); };
  std::string found = ask();
  co_await work();
}

// Meanwhile something else is done, or somebody else waits.
std::future<int> handed_out() {
  return std::async(std::launch::async, [] { return number().get(); });
}
int beside() {
  auto a = std::async([] { return number(1).get(); });
  auto b = std::async([] { return number(2).get(); });
  int sum = a.get() + b.get();
  auto c = std::async([] { return number(3).get(); });
  use(load());
  sum += c.get();
  auto d = std::async([] { return number(4).get(); });
  if (sum > 0)
    sum += d.get();
  auto e = std::async([] { return number(5).get(); });
  return sum;
}
int timed() {
  auto f = std::async([] { return number().get(); });
  f.wait_for(std::chrono::seconds(1));
  return f.get();
}
int works() {
  int a = std::async([] { return number(load()).get(); }).get();
  return a + std::async([] {
               use(1);
               return number().get();
             }).get();
}
