// RUN: %prove %s
#include "acme/task.h"
#include <stop_token>

acme::task<> work(std::stop_token stop = {});
acme::task<int> fetch(int n, std::stop_token stop = {});

#define WORK() work()
#define FETCH(n) fetch(n)
#define NUMBER 1
#define NONE std::stop_token{}
#define AWAIT(call) co_await call

// Where a macro wrote a part of the call, it is reported and not edited.
acme::task<> macros(std::stop_token stop) {
  co_await WORK();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-10]]:16: note: expanded from macro 'WORK'
  // CHECK-MESSAGES: :[[@LINE-14]]:35: note: this parameter takes the token
  co_await FETCH(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-13]]:18: note: expanded from macro 'FETCH'
  // CHECK-MESSAGES: :[[@LINE-17]]:46: note: this parameter takes the token
  co_await fetch(NUMBER);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-20]]:46: note: this parameter takes the token
  co_await fetch(1, NONE);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-23]]:46: note: this parameter takes the token
  AWAIT(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-27]]:35: note: this parameter takes the token
}
