// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <future>
#include <thread>

acme::task<int> fetch(int id);
acme::task<> flush();

// CHECK-SILENT

// No coroutine runs on it.
static int alone(int id) { return acme::sync_wait(fetch(id)); }
int ordinary() { return alone(1); }

// It runs on another thread.
static void elsewhere() { flush().wait(); }
acme::task<> starts() {
  std::thread(elsewhere).detach();
  std::thread([] { elsewhere(); }).detach();
  co_await flush();
}

// The wait of a coroutine itself is another check's.
acme::task<int> waits() { co_return fetch(1).get() + co_await fetch(2); }

// Functions that exist to wait.
namespace home {
template <typename T> T sync_wait(acme::task<T> task) { return task.get(); }
} // namespace home
acme::task<int> calls_the_wait() {
  co_return home::sync_wait(fetch(1)) + co_await fetch(2);
}

// It has the result already.
static int settled(acme::task<int> &task) {
  if (task.is_ready())
    return task.get();
  return 0;
}
acme::task<int> asks() {
  acme::task<int> task = fetch(1);
  co_return settled(task) + co_await task;
}

// Nobody knows what a pointer or a virtual function calls.
struct source {
  virtual int next() { return fetch(1).get(); }
  int (*read)(int);
};
static int through_pointer(int id) { return fetch(id).get(); }
acme::task<int> indirect(source &from) {
  from.read = &through_pointer;
  co_return from.read(1) + from.next();
}

// The entry point may block.
int main() {
  acme::sync_wait(flush());
  return acme::sync_wait(fetch(1));
}

// What a caller lends may well be ready.
static int sum(acme::task<int> &a, acme::task<int> &b) { return a.get() + b.get(); }
acme::task<int> lends() {
  auto a = fetch(1), b = fetch(2);
  co_await acme::when_all(a, b);
  co_return sum(a, b);
}
static int read(std::future<int> &future) { return future.get(); }
acme::task<int> polls(std::future<int> future) {
  if (future.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    co_return read(future);
  co_return 0;
}
