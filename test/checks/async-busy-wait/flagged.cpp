// RUN: %prove %s
#include "acme/task.h"
#include "cppcoro/task.h"
#include "gate.h"
#include <atomic>
#include <chrono>
#include <deque>

acme::task<> sleep(std::chrono::milliseconds time);
acme::task<> sleep_ms(int time);
acme::task<> yield();
struct pool {
  acme::task<> schedule();
  acme::task<> yield();
};
struct timer {
  timer() = default;
  explicit timer(std::chrono::milliseconds);
  void expires_after(std::chrono::milliseconds);
  acme::task<> async_wait();
};
using namespace std::chrono_literals;

std::atomic<bool> is_ready = false;
bool is_done() { return is_ready.load(); }

struct session {
  bool closed = false;
  std::atomic<int> pending = 0;
  std::deque<int> queue;
  pool &workers;
  bool idle() const { return pending == 0 && queue.empty(); }

  acme::task<> member() {
    while (!closed)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await sleep(10ms);
  }
  acme::task<> milliseconds() {
    while (!closed)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await sleep_ms(10);
  }
  acme::task<> atomics() {
    while (pending.load(std::memory_order_acquire) > 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await yield();
    }
  }
  acme::task<int> next() {
    while (queue.empty())
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await workers.schedule();
    int first = queue.front();
    queue.pop_front();
    co_return first;
  }
  acme::task<> method() {
    do {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await workers.yield();
    } while (!idle());
  }
  acme::task<> endless() {
    for (;;) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: await an event that whoever changes the condition sets
      if (closed)
        break;
      co_await sleep(1s);
    }
  }
  acme::task<bool> returns() {
    while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: await an event that whoever changes the condition sets
      co_await sleep(1s);
      if (closed)
        co_return true;
      if (pending > 3)
        co_return false;
    }
  }
  acme::task<> with_timer(timer &t) {
    while (!closed) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: await an event that whoever changes the condition sets
      t.expires_after(5ms);
      co_await t.async_wait();
    }
  }
  acme::task<> temporary_timer() {
    while (!closed)
      co_await timer(5ms).async_wait();
  }
  acme::task<> own_timer() {
    while (!closed) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: await an event that whoever changes the condition sets
      timer t;
      t.expires_after(5ms);
      co_await t.async_wait();
    }
  }
};

acme::task<> global() {
  while (!is_ready)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: await an event that whoever changes the condition sets
    co_await sleep(1s);
  while (!is_done())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: await an event that whoever changes the condition sets
    co_await sleep(1s);
}
acme::task<> reference(const bool &flag) {
  while (!flag)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: await an event that whoever changes the condition sets
    co_await yield();
}
auto lambda = [](session *s) -> acme::task<> {
  while (s->queue.size() < 3)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: await an event that whoever changes the condition sets
    co_await yield();
};
template <typename T> acme::task<> fits(T &all) {
  while (all.queue.empty())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: await an event that whoever changes the condition sets
    co_await yield();
}
acme::task<> use(session &s) { co_await fits(s); }

// Out of its class, and in macros
acme::task<> gate::closed() {
  while (open)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: await an event that whoever changes the condition sets
    co_await pause(5);
}
#define UNTIL(condition) while (!(condition))
#define PAUSE() co_await pause(1)
acme::task<> macros(gate &g) {
  UNTIL(g.open)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop only waits for somebody else: each round is a wake-up for nothing, and the last one comes late [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-5]]:26: note: expanded from macro 'UNTIL'
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: await an event that whoever changes the condition sets
  // CHECK-MESSAGES: :[[@LINE-6]]:17: note: expanded from macro 'PAUSE'
    PAUSE();
}
