// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();

struct row {
  int number;
};

struct store {
  row load(int id);
  acme::task<row> load_async(int id, bool cached = true);
  void save(row r);
  acme::task<> saveAsync(row r);
  int count();
  acme::task<int> async_count();
  int size() const;
  acme::task<long> size_async() const; // Another result.
  int find(const char *name);
  acme::task<int> find_async(int id); // Another parameter.
  void flush();
  void flush_async(void (*done)()); // No task.
  int first();
  acme::task<int> co_first() {
    co_await work();
    co_return first(); // The sibling itself.
  }
};

namespace files {
int open(int flags);
acme::task<int> openCoro(int flags);
} // namespace files

acme::task<int> user(store &s, store *p) {
  row r = s.load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'load' blocks the thread that runs this coroutine: 'load_async' can be awaited instead [async-blocking-call]
  // CHECK-FIXES: row r = co_await s.load_async(1);
  int n = p->load(2).number;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'load' blocks the thread that runs this coroutine: 'load_async' can be awaited instead [async-blocking-call]
  // CHECK-FIXES: int n = (co_await p->load_async(2)).number;
  s.save(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'save' blocks the thread that runs this coroutine: 'saveAsync' can be awaited instead [async-blocking-call]
  // CHECK-FIXES: co_await s.saveAsync(r);
  int total = s.count() + files::open(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'count' blocks the thread that runs this coroutine: 'async_count' can be awaited instead [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: warning: 'open' blocks the thread that runs this coroutine: 'openCoro' can be awaited instead [async-blocking-call]
  // CHECK-FIXES: int total = co_await s.async_count() + co_await files::openCoro(n);
  s.size();
  s.find("x");
  s.flush();
  total += (co_await s.load_async(3)).number;
  co_return total + s.first();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'first' blocks the thread that runs this coroutine: 'co_first' can be awaited instead [async-blocking-call]
  // CHECK-FIXES: co_return total + co_await s.co_first();
}

// No coroutine, no matter.
int ordinary(store &s) { return s.load(1).number; }
