// RUN: %prove %s
#include "acme/task.h"
#include "seastar/core.h"
#include <string>

acme::task<int> answer() { co_return 42; }
acme::task<int> twice(int n) {
  if (n > 100)
    co_return 200;
  co_return 2 * n;
}
void log(int);
acme::task<> note(int n) { log(n); }
struct store {
  int items = 0;
  acme::task<int> size() const { co_return items; }
  static acme::task<std::string> name() { co_return "store"; }
};
acme::task<int> use(store &s) {
  co_await note(1);
  auto local = []() -> acme::task<int> { co_return 3; };
  std::string name = co_await store::name();
  co_return co_await answer() + co_await twice(3) + co_await s.size() + co_await local();
}

// The library has a task that is complete.
seastar::future<int> ready(int n) {
  if (n == 0)
    co_return 0;
  co_return n + 1;
}
seastar::future<> done(int n) {
  log(n);
  co_return;
}
seastar::future<> falls_off(int n) { log(n); }
seastar::future<int> use_ready() {
  co_await done(1);
  co_await falls_off(1);
  co_return co_await ready(2);
}

// A template that awaits in no instance
template <typename T> acme::task<T> pass(T value) { co_return value; }
acme::task<int> use_templates() { co_return co_await pass(1) + co_await pass(2); }
