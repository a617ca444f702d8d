// RUN: %prove %s
#include "acme/task.h"
#include <stop_token>

acme::task<> work(std::stop_token stop = {});
acme::task<int> fetch(int n, std::stop_token stop = {});

// The nearest callable's own token.
void flagged() {
  [[maybe_unused]] auto coroutine = [](std::stop_token stop) -> acme::task<> { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:89: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-7]]:35: note: this parameter takes the token
  // CHECK-FIXES: [[maybe_unused]] auto coroutine = [](std::stop_token stop) -> acme::task<> { co_await work(stop); };
  [[maybe_unused]] auto ordinary = [](int n, std::stop_token stop) { return fetch(n); };
  // CHECK-MESSAGES: :[[@LINE-1]]:77: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-10]]:46: note: this parameter takes the token
  // CHECK-FIXES: [[maybe_unused]] auto ordinary = [](int n, std::stop_token stop) { return fetch(n, stop); };
  auto generic = [](auto n, std::stop_token stop) -> acme::task<> { co_await fetch(n); };
  // CHECK-MESSAGES: :[[@LINE-1]]:78: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-14]]:46: note: this parameter takes the token
  // CHECK-FIXES: auto generic = [](auto n, std::stop_token stop) -> acme::task<> { co_await fetch(n, stop); };
  generic(1, std::stop_token());
}

acme::task<> accepted(std::stop_token stop) {
  auto captured = [&]() -> acme::task<> { co_await work(); };
  auto own = [stop = std::stop_source()]() -> acme::task<> { co_await work(); };
  co_await captured();
  co_await own();
}
