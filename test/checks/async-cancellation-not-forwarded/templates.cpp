// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <stop_token>

template <typename T> acme::task<T> fetch(T value, std::stop_token stop = {});
template <typename Rep, typename Period>
acme::task<> sleep(std::chrono::duration<Rep, Period> time);
template <typename Rep, typename Period>
acme::task<> sleep(std::chrono::duration<Rep, Period> time, std::stop_token stop);
template <typename T> acme::task<> other(T value);
template <typename T, typename U> acme::task<> other(T value, std::stop_token stop);
acme::task<> plain(int n);
template <typename T> acme::task<> plain(T n, std::stop_token stop);
template <typename... T> acme::task<> pack(T... values);
template <typename... T> acme::task<> pack(T... values, std::stop_token stop);

template <typename T> struct channel {
  acme::task<T> receive(int n);
  acme::task<T> receive(int n, std::stop_token stop);
  acme::task<> send(T value, std::stop_token stop = {});
};

acme::task<> callees(channel<int> &c, std::stop_token stop) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-21]]:68: note: this parameter takes the token
  // CHECK-FIXES: co_await fetch(1, stop);
  co_await fetch<long>(1, {});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-25]]:68: note: this parameter takes the token
  // CHECK-FIXES: co_await fetch<long>(1, stop);
  co_await sleep(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sleep' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-25]]:77: note: this parameter takes the token
  // CHECK-FIXES: co_await sleep(std::chrono::seconds(1), stop);
  co_await c.receive(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'receive' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-19]]:48: note: this parameter takes the token
  // CHECK-FIXES: co_await c.receive(1, stop);
  co_await c.send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'send' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-22]]:46: note: this parameter takes the token
  // CHECK-FIXES: co_await c.send(1, stop);
  co_await other(1);
  co_await plain(1);
  co_await pack(1, 2);
}

// Reported once, and repaired if all instances agree.
template <typename T> acme::task<> everywhere(T value, std::stop_token stop) {
  co_await fetch(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-48]]:68: note: this parameter takes the token
  // CHECK-FIXES: co_await fetch(value, stop);
}
struct silent {
  acme::task<> run(int n);
};
struct listening {
  acme::task<> run(int n, std::stop_token stop = {});
};
template <typename T> acme::task<> somewhere(T value, std::stop_token stop) {
  co_await value.run(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'run' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-5]]:43: note: this parameter takes the token
}
acme::task<> instances(std::stop_token stop) {
  co_await everywhere(1, stop);
  co_await everywhere(2.0, stop);
  co_await somewhere(silent{}, stop);
  co_await somewhere(listening{}, stop);
}

// The token's type is open.
template <typename Token> acme::task<> generic(Token token) { co_await fetch(1); }
acme::task<> no_token(std::stop_token stop) {
  co_await generic(1);
}
