// RUN: %prove %s
#include "acme/task.h"
#include <mutex>

acme::task<> work();
void use(int n);
std::mutex m;
int count;

#define LOCKED(name) std::lock_guard name(m)
#define AWAIT(e) co_await e
#define LOCK m.lock()

acme::task<> guard() {
  LOCKED(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine is suspended here and still holds it
  ++count;
  co_await work();
}

acme::task<> suspension() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-MESSAGES: :[[@LINE-15]]:18: note: expanded from macro 'AWAIT'
  ++count;
  AWAIT(work());
}

acme::task<> by_hand() {
  LOCK;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-22]]:14: note: expanded from macro 'LOCK'
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine is suspended here and still holds it
  ++count;
  co_await work();
  m.unlock();
}

#define WHOLE                                                                            \
  {                                                                                      \
    std::lock_guard lock(m);                                                             \
    ++count;                                                                             \
    co_await work();                                                                     \
  }

acme::task<> all() WHOLE
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
// CHECK-MESSAGES: :[[@LINE-7]]:21: note: expanded from macro 'WHOLE'
// CHECK-MESSAGES: :[[@LINE-3]]:20: note: the coroutine is suspended here and still holds it
// CHECK-MESSAGES: :[[@LINE-7]]:5: note: expanded from macro 'WHOLE'

acme::task<> conditional() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+5]]:3: note: the coroutine is suspended here and still holds it
#ifdef COUNT
  use(1);
#endif
  ++count;
  co_await work();
}
