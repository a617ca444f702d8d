// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <atomic>
#include <chrono>
#include <stop_token>
#include <vector>

acme::task<> sleep(std::chrono::milliseconds time);
acme::task<> yield();
acme::task<> yield(acme::task<> work);
acme::task<> flush();
acme::task<bool> try_flush();
bool exists(const char *path);
void tick();
using namespace std::chrono_literals;

struct timer {
  void expires_after(std::chrono::milliseconds);
  acme::task<> async_wait();
};
struct socket {
  acme::task<> async_wait(int what);
};

struct device {
  timer changed;
  socket peer;
  std::atomic<bool> ready;
  std::atomic_flag locked;
  int count = 0;
  std::vector<int> items;
  bool poll();
  bool changes() { return ++count > 3; }

  // It works.
  acme::task<> drains() {
    while (!items.empty()) {
      items.pop_back();
      co_await yield();
    }
  }
  acme::task<> ticks() {
    while (!ready) {
      tick();
      co_await sleep(1s);
    }
  }
  acme::task<> flushes() {
    while (!ready) {
      co_await flush();
      co_await sleep(1s);
    }
  }
  acme::task<> works() {
    while (!ready)
      co_await yield(flush());
  }
  acme::task<> waits_for_others() {
    while (!ready)
      co_await flush();
  }

  // An attempt, a deadline, a retry
  acme::task<> counts() {
    for (int i = 0; i < 10 && !ready; ++i)
      co_await sleep(1s);
    int left = 10;
    while (!ready && left-- > 0)
      co_await sleep(1s);
    int attempts = 0;
    while (!ready) {
      if (++attempts == 3)
        break;
      co_await sleep(1s);
    }
  }
  acme::task<> until(std::chrono::steady_clock::time_point end) {
    while (!ready && std::chrono::steady_clock::now() < end)
      co_await sleep(1s);
  }
  acme::task<> grows() {
    auto delay = 1ms;
    while (!ready) {
      co_await sleep(delay);
      delay *= 2;
    }
  }
  acme::task<> retries() {
    while (!co_await try_flush())
      co_await sleep(1s);
  }
  acme::task<> periodic(std::stop_token token) {
    while (!token.stop_requested())
      co_await sleep(1s);
  }

  // Nobody knows, or asking does something.
  acme::task<> outside() {
    while (!exists("/tmp/lock"))
      co_await sleep(1s);
    while (!poll())
      co_await sleep(1s);
    while (!changes())
      co_await sleep(1s);
    while (locked.test_and_set())
      co_await yield();
  }
  acme::task<> forever() {
    while (true)
      co_await sleep(1s);
  }
  acme::task<> own(int n) {
    while (n > 3)
      co_await yield();
  }
  // Who cancels the timer resumes it, and the socket tells when there is something.
  acme::task<> cancelled() {
    while (!ready)
      co_await changed.async_wait();
    while (!ready)
      co_await peer.async_wait(1);
  }
  void ordinary() {
    while (!ready)
      tick();
  }
};
