// RUN: %prove %s
#include "acme/task.h"
#include <mutex>

acme::task<> work();
acme::task<> report();
void compute();
void use(int n);

std::mutex m;

// A handler is entered with what is still locked.

acme::task<> computes_under_it() {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+7]]:3: note: the coroutine is suspended here and still holds it
  try {
    compute();
    lock.unlock();
  } catch (...) {
    use(1);
  }
  co_await report();
}

acme::task<> locks_again() {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+10]]:3: note: the coroutine is suspended here and still holds it
  lock.unlock();
  try {
    co_await work();
    lock.lock();
    compute();
    lock.unlock();
  } catch (...) {
    use(2);
  }
  co_await report();
}

acme::task<> by_hand() {
  bool locked = true;
  m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+8]]:3: note: the coroutine is suspended here and still holds it
  try {
    compute();
    m.unlock();
    locked = false;
  } catch (...) {
    use(3);
  }
  co_await report();
  if (locked)
    m.unlock();
}

// What the guard of a block holds is free again before the handler runs.

acme::task<> in_the_block() {
  try {
    std::lock_guard lock(m);
    compute();
  } catch (...) {
    use(1);
  }
  co_await report();
}

acme::task<> in_each_round() {
  for (;;) {
    try {
      co_await work();
      std::unique_lock lock(m);
      compute();
    } catch (...) {
      use(2);
    }
  }
}

acme::task<> unlocked_by_the_handler() {
  std::unique_lock lock(m);
  try {
    compute();
    lock.unlock();
  } catch (...) {
    lock.unlock();
  }
  co_await report();
}

acme::task<> by_hand_in_both() {
  m.lock();
  try {
    compute();
  } catch (...) {
    m.unlock();
    throw;
  }
  m.unlock();
  co_await report();
}

acme::task<> unlocked_before() {
  std::unique_lock lock(m);
  use(3);
  lock.unlock();
  try {
    co_await work();
  } catch (...) {
    use(4);
  }
  co_await report();
}
