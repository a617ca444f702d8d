// RUN: %prove %s
// Some threads are there to be blocked, and their names say so.
#include "acme/task.h"
#include <fstream>
#include <string>
#include <thread>
#include <utility>

namespace acme {
struct executor {
  template <typename F> task<int> submit(F work) { co_return work(); }
  template <typename F> task<int> visit(F work) { co_return work(); }
};
struct resume_on {
  explicit resume_on(executor &);
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
resume_on resume_background();
resume_on yield();
} // namespace acme

struct pools {
  acme::executor background_executor, blocking_pool, cpu;
  acme::resume_on go_to_blocking_threads();
};
void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

// The coroutine has gone there.

acme::task<int> reads(pools &all, std::string path) {
  co_await acme::resume_on(all.background_executor);
  std::ifstream in(path);
  co_return int(in.tellg());
}
acme::task<> sleeps() {
  co_await acme::resume_background();
  std::this_thread::sleep_for(std::chrono::seconds(1));
}
acme::task<> through(pools &all) {
  co_await all.go_to_blocking_threads();
  co_await acme::yield();
  nap();
}
acme::task<> in_a_block(pools &all, bool now) {
  co_await acme::resume_on(all.blocking_pool);
  if (now)
    nap();
}

// It has not yet, not on every way, or is back.

acme::task<int> too_early(pools &all, std::string path) {
  std::ifstream in(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::ifstream' blocks the thread that runs this coroutine [async-blocking-call]
  co_await acme::resume_on(all.background_executor);
  co_return int(in.tellg());
}
acme::task<> came_back(pools &all) {
  co_await acme::resume_on(all.background_executor);
  co_await acme::resume_on(all.cpu);
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-37]]:14: note: 'sleep_for' blocks here
}
acme::task<> on_one_way(pools &all, bool away) {
  if (away) {
    co_await acme::resume_on(all.background_executor);
  }
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-45]]:14: note: 'sleep_for' blocks here
}
acme::task<> elsewhere(pools &all) {
  co_await acme::resume_on(all.cpu);
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-51]]:14: note: 'sleep_for' blocks here
}

// A callable is handed there.

acme::task<int> handed_over(pools &all, std::string path) {
  co_return co_await all.background_executor.visit([path] {
    std::ifstream in(path);
    return int(in.tellg());
  });
}
// What is submitted runs in no coroutine of whoever submits it.
acme::task<int> submitted(pools &all, std::string path) {
  co_return co_await all.cpu.submit([path] {
    std::ifstream in(path);
    return int(in.tellg());
  });
}
acme::task<int> handed_elsewhere(pools &all, std::string path) {
  co_return co_await all.cpu.visit([path] {
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: this callable blocks the thread that runs coroutine 'visit' [async-blocking-call]
    // CHECK-MESSAGES: :12:61: note: coroutine 'visit' calls 'work' here
    std::ifstream in(path);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: note: 'std::ifstream' blocks here
    return int(in.tellg());
  });
}
