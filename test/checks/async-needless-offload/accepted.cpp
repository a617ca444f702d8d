// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

acme::task<> work();
acme::task<int> number(int n = 0);
acme::job<int> eager();
int parse(const std::string &text);
int load();

struct pool {
  template <typename F> auto submit(F f) -> acme::job<decltype(f())> { return {}; }
  template <typename F> void post(F f) {}
  template <typename F> auto retry(F f) -> acme::task<decltype(f())> { return {}; }
  template <typename F> auto call(F f) -> decltype(f()) { return f(); }
};

// Work that does more than wait is what other threads are for.
acme::task<> real_work(pool &pool, std::string text) {
  co_await pool.submit([&] { return parse(text); });
  co_await pool.submit([&] { return number(parse(text)).get(); });
  co_await pool.submit([&] {
    int n = parse(text);
    return number(n).get();
  });
  co_await pool.submit([&] { return number().get() + load(); });
  co_await pool.submit([&] { return load() ? number().get() : 0; });
  int n = std::async([&] { return parse(text); }).get();
  co_await pool.submit([n] {
    for (int i = 0; i < n; ++i)
      sync_wait(number(i));
  });
  co_await co_await pool.submit([&] {
    load();
    return work();
  });
  co_await co_await pool.submit([&] { return number(parse(text)); });
  co_await pool.submit([] {});
  co_await pool.submit([] { return 1; });
  co_await pool.submit(load);
}

// A future that cannot be awaited is made awaitable in this way.
acme::task<int> bridge(pool &pool, std::future<int> &future) {
  co_return co_await pool.submit([&] { return future.get(); });
}

// What is eager starts to run where it is called.
acme::task<int> started_elsewhere(pool &pool) {
  co_return co_await co_await pool.submit(eager);
}

// Ordinary code may use threads to run tasks that it does not wait for at once.
void ordinary(pool &pool) {
  std::async([] { sync_wait(work()); });
  pool.submit([] { sync_wait(work()); });
  auto pending = std::async([] { return number().get(); });
  std::thread([] { sync_wait(work()); }).join();
}
int main() {
  std::async([] { sync_wait(work()); }).get();
}
acme::task<> in_a_lambda(pool &pool) {
  auto start = [&] { std::async([] { sync_wait(work()); }); };
  start();
  co_await work();
}

// Not a thread, as far as anybody can tell.
acme::task<> other_calls(pool &pool, std::optional<int> n) {
  pool.post([] { sync_wait(work()); });
  co_await pool.retry([] { return number().get(); });
  pool.call([] { return number().get(); });
  std::function<int()> later = [] { return number().get(); };
  co_await pool.submit(later);
}

// The task comes out, and somebody gets at it later.
acme::task<> stored(pool &pool, std::vector<std::future<acme::task<>>> &futures) {
  futures.push_back(std::async(work));
  auto future = std::async(work);
  co_await future.get();
  auto job = pool.submit(work);
  co_await co_await job;
}

// What gives up after a time.
acme::task<> timed(pool &pool, std::future<int> &future) {
  co_await pool.submit([&] { return future.wait_for(std::chrono::seconds(1)); });
}

// Awaiting the task itself.
acme::task<int> direct() {
  co_await work();
  co_return co_await number();
}
