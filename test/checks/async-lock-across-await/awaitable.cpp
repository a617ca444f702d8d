// RUN: %prove %s
#include "acme/task.h"
#include <mutex>

// Coroutines can wait for these mutexes without a thread, so that they may be held.

acme::task<> work();

class __attribute__((capability("mutex"))) fiber_mutex {
public:
  void lock() __attribute__((acquire_capability()));
  bool try_lock();
  void unlock() __attribute__((release_capability()));
  acme::task<> co_lock();
};

class base_mutex {
public:
  acme::task<> lock_async();
};
class derived_mutex : public base_mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};

class token_mutex {
public:
  template <typename Token> auto async_lock(Token &&token);
  void lock();
  bool try_lock();
  void unlock();
};

class plain_mutex {
public:
  void lock();
  bool try_lock();
  template <typename Clock> bool try_lock_until(Clock until);
  void unlock();
};

acme::task<> by_hand(fiber_mutex &m) {
  m.lock();
  co_await work();
  m.unlock();
}

acme::task<> of_a_base(derived_mutex *m) {
  m->lock();
  co_await work();
  m->unlock();
}

acme::task<> by_a_guard(derived_mutex &m, token_mutex &t) {
  std::unique_lock one(m);
  std::scoped_lock two(t);
  co_await work();
}

acme::task<> with_a_token(token_mutex &m) {
  if (m.try_lock()) {
    co_await work();
    m.unlock();
  }
}

acme::task<> no_awaitable_lock(plain_mutex &m) {
  m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
  m.unlock();
}

acme::task<> guarded(plain_mutex &m) {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}
