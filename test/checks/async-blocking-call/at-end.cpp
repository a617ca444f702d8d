// RUN: %prove %s
// The result of std::async waits for the work when it goes.
#include "acme/task.h"
#include <future>
#include <utility>
#include <vector>

acme::task<> work();
void crunch();
std::vector<std::future<void>> running;

acme::task<> dropped() {
  std::async(std::launch::async, crunch);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks the thread that runs this coroutine [async-blocking-call]
  (void)std::async([] { crunch(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'async' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
}

acme::task<> held() {
  auto pending = std::async(std::launch::async, crunch);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'async' blocks the thread that runs this coroutine [async-blocking-call]
  [[maybe_unused]] std::future<void> other = std::async(crunch);
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'async' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
}

void ordinary() { (void)std::async(std::launch::async, crunch); }
acme::task<> between() {
  ordinary();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ordinary' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-4]]:25: note: 'async' blocks here
  co_await work();
}

// Kept by somebody else, looked at, or never run.
acme::task<> kept() {
  running.push_back(std::async(std::launch::async, crunch));
  auto moved = std::async(std::launch::async, crunch);
  running.push_back(std::move(moved));
  static auto forever = std::async(std::launch::async, crunch);
  (void)std::async(std::launch::deferred, crunch);
  auto later = std::async(std::launch::deferred, crunch);
  co_await work();
}
std::future<void> returned() { return std::async(std::launch::async, crunch); }
acme::task<> handed_out() {
  running.push_back(returned());
  co_await work();
}
