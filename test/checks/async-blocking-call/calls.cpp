// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <thread>

acme::task<> work();

void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
void twice() {
  nap();
  nap();
}
void thrice() { twice(); }
void four() { thrice(); }

acme::task<> coroutine() {
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-11]]:14: note: 'sleep_for' blocks here
  twice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'twice' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-12]]:3: note: 'twice' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-15]]:14: note: 'sleep_for' blocks here
  thrice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'thrice' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-13]]:17: note: 'thrice' calls 'twice' here
  // CHECK-MESSAGES: :[[@LINE-17]]:3: note: 'twice' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-20]]:14: note: 'sleep_for' blocks here
  four(); // Deeper than MaxDepth.
  co_await work();
}

// The search ends, and finds, in recursion.
void even(int n);
void odd(int n) {
  if (n)
    even(n - 1);
}
void even(int n) {
  if (n)
    odd(n - 1);
  nap();
}
acme::task<> recursion() {
  odd(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'odd' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-10]]:5: note: 'odd' calls 'even' here
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: 'even' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-41]]:14: note: 'sleep_for' blocks here
  co_await work();
}

// A closure that is called where it stands.
acme::task<> closures() {
  auto wait = [] { nap(); };
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: 'wait' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-51]]:14: note: 'sleep_for' blocks here
  co_await work();
}

struct connection {
  virtual void send() { nap(); }
  void flush() { send(); }
  void close() { connection::send(); }
  connection() { nap(); }
};
acme::task<> members(connection &c) {
  c.send();  // Another may run.
  c.flush(); // Here too.
  c.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-8]]:18: note: 'close' calls 'send' here
  // CHECK-MESSAGES: :[[@LINE-11]]:25: note: 'send' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-68]]:14: note: 'sleep_for' blocks here
  c.connection::send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'send' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-15]]:25: note: 'send' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-72]]:14: note: 'sleep_for' blocks here
  co_await work();
}

// What a coroutine does, it does in its own time.
acme::task<> sleeper() {
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-80]]:14: note: 'sleep_for' blocks here
  co_await work();
}
acme::task<> awaits_sleeper() { co_await sleeper(); }

// Nobody knows what a pointer calls.
acme::task<> pointers(void (*callback)()) {
  callback = nap;
  callback();
  co_await work();
}
