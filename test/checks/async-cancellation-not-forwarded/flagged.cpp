// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <stop_token>
#include <string>

acme::task<> work(std::stop_token stop = {});
acme::task<int> fetch(std::string name, std::stop_token stop = std::stop_token());
acme::task<int> post(const std::string &name, const std::stop_token &stop = std::stop_token{});
acme::task<> flush();
acme::task<> flush(std::stop_token stop);
acme::task<int> read(int size);
acme::task<int> read(int size, const std::stop_token &stop, bool exact = false);
acme::task<> must_have(int n, std::stop_token stop, bool fast);
acme::job<int> start(int n, std::stop_token stop = {});
acme::task<int> optional(int n, bool fast = true, std::stop_token stop = {});

struct connection {
  acme::task<int> receive(int size, std::stop_token stop = {});
  acme::task<> send(int n) const;
  acme::task<> send(int n, std::stop_token stop) const;
  static acme::task<connection> open(std::stop_token stop = {});
  acme::task<> operator()(int n, std::stop_token stop = {});
};

// A defaulted parameter that is left out.
acme::task<> defaulted(connection &c, connection *p, std::stop_token stop) {
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-23]]:35: note: this parameter takes the token
  // CHECK-FIXES: co_await work(stop);
  auto n = co_await fetch("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-26]]:57: note: this parameter takes the token
  // CHECK-FIXES: auto n = co_await fetch("a", stop);
  co_await post("b" /* name */);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'post' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-29]]:70: note: this parameter takes the token
  // CHECK-FIXES: co_await post("b" /* name */, stop);
  co_await c.receive(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'receive' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-23]]:53: note: this parameter takes the token
  // CHECK-FIXES: co_await c.receive(n, stop);
  co_await p->receive(
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'receive' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-27]]:53: note: this parameter takes the token
      n + 1);
      // CHECK-FIXES: n + 1, stop);
  co_await connection::open();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'open' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-29]]:54: note: this parameter takes the token
  // CHECK-FIXES: co_await connection::open(stop);
  co_await c(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'c' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-32]]:50: note: this parameter takes the token
  // CHECK-FIXES: co_await c(n, stop);
  co_await start(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'start' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-44]]:45: note: this parameter takes the token
  // CHECK-FIXES: co_await start(1, stop);
  co_await optional(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'optional' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-47]]:67: note: this parameter takes the token
  co_await optional(1, false);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'optional' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-50]]:67: note: this parameter takes the token
  // CHECK-FIXES: co_await optional(1, false, stop);
  auto later = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-63]]:35: note: this parameter takes the token
  // CHECK-FIXES: auto later = work(stop);
  co_await later;
}

// An overload with the same parameters before the token.
acme::task<> overloads(const connection &c, std::stop_token stop) {
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'flush' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-68]]:36: note: this parameter takes the token
  // CHECK-FIXES: co_await flush(stop);
  co_await read(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-70]]:55: note: this parameter takes the token
  // CHECK-FIXES: co_await read(4, stop);
  co_await c.send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'send' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-66]]:44: note: this parameter takes the token
  // CHECK-FIXES: co_await c.send(1, stop);
}

// An empty token in the place of the token.
acme::task<> empty(std::stop_token stop) {
  co_await work({});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-88]]:35: note: this parameter takes the token
  // CHECK-FIXES: co_await work(stop);
  co_await work(std::stop_token{});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-92]]:35: note: this parameter takes the token
  // CHECK-FIXES: co_await work(stop);
  co_await work(std::stop_token());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-96]]:35: note: this parameter takes the token
  // CHECK-FIXES: co_await work(stop);
  co_await fetch("a", {});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-99]]:57: note: this parameter takes the token
  // CHECK-FIXES: co_await fetch("a", stop);
  co_await post("b", {});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'post' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-102]]:70: note: this parameter takes the token
  // CHECK-FIXES: co_await post("b", stop);
  co_await must_have(1, {}, true);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'must_have' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-101]]:47: note: this parameter takes the token
  // CHECK-FIXES: co_await must_have(1, stop, true);
}

// By reference, and in a function that is no coroutine.
acme::task<> by_reference(const std::stop_token &stop) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-115]]:35: note: this parameter takes the token
// CHECK-FIXES: acme::task<> by_reference(const std::stop_token &stop) { co_await work(stop); }
acme::task<int> by_rvalue(std::stop_token &&stop) { co_return co_await fetch("a"); }
// CHECK-MESSAGES: :[[@LINE-1]]:72: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-118]]:57: note: this parameter takes the token
// CHECK-FIXES: acme::task<int> by_rvalue(std::stop_token &&stop) { co_return co_await fetch("a", stop); }
acme::task<> handed_on(std::stop_token stop) { return work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-123]]:35: note: this parameter takes the token
// CHECK-FIXES: acme::task<> handed_on(std::stop_token stop) { return work(stop); }
void blocking(std::stop_token stop) { acme::sync_wait(work()); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-127]]:35: note: this parameter takes the token
// CHECK-FIXES: void blocking(std::stop_token stop) { acme::sync_wait(work(stop)); }

// Before a request, where the work is done.
acme::task<> until_stopped(std::stop_token stop) {
  while (!stop.stop_requested())
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
    // CHECK-MESSAGES: :[[@LINE-135]]:35: note: this parameter takes the token
    // CHECK-FIXES: co_await work(stop);
}
acme::task<> unless_stopped(std::stop_token stop) {
  if (!stop.stop_requested())
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
    // CHECK-MESSAGES: :[[@LINE-142]]:35: note: this parameter takes the token
    // CHECK-FIXES: co_await work(stop);
  if (stop.stop_requested())
    co_return;
  else
    co_await flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'flush' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
    // CHECK-MESSAGES: :[[@LINE-145]]:36: note: this parameter takes the token
    // CHECK-FIXES: co_await flush(stop);
  stop.stop_requested() ? co_await work(stop) : co_await work();
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'work' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-153]]:35: note: this parameter takes the token
  // CHECK-FIXES: stop.stop_requested() ? co_await work(stop) : co_await work(stop);
  co_await fetch("b");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-156]]:57: note: this parameter takes the token
  // CHECK-FIXES: co_await fetch("b", stop);
}
