// RUN: %prove %s
#include "acme/task.h"
#include <mutex>
#include <optional>

acme::task<> tick();
std::mutex m;
int count = 0;
bool busy = false;
struct busy_while {
  busy_while() { busy = true; }
  ~busy_while() { busy = false; }
};

// The end of another object would come earlier as well.

acme::task<> ends_early() {
  std::lock_guard<std::mutex> lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  busy_while here;
  ++count;
  co_await tick();
}

// The guard is made later than the variable that holds it.

acme::task<> made_later() {
  std::optional<std::lock_guard<std::mutex>> lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  lock.emplace(m);
  ++count;
  co_await tick();
}
