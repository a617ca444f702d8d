// RUN: %prove %s
#include "acme/task.h"
#include <mutex>

acme::task<> work();
void use(int n);
std::mutex m;

auto lambda = []() -> acme::task<> {
  std::lock_guard lock(m);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
};

struct counter {
  std::mutex mutex;
  int count = 0;

  auto handler() {
    return [this]() -> acme::task<> {
      std::lock_guard lock(mutex);
      ++count;
      co_await work();
      // CHECK-MESSAGES: :[[@LINE-3]]:23: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the coroutine is suspended here and still holds it
      // CHECK-FIXES: {
      // CHECK-FIXES: std::lock_guard lock(mutex);
      // CHECK-FIXES: ++count;
      // CHECK-FIXES: }
    };
  }
};

acme::task<> captured_mutex(std::mutex &mutex) {
  auto run = [&mutex]() -> acme::task<> {
    mutex.lock();
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    mutex.unlock();
  };
  co_await run();
}

// The lock of the function around is not the lambda's, and the other way round.
acme::task<> around() {
  {
    std::lock_guard lock(m);
    auto later = [] { return work(); };
    (void)later;
  }
  auto inner = [] {
    std::lock_guard lock(m);
    use(1);
  };
  inner();
  co_await work();
}

acme::task<> unlocked_by_lambda() {
  std::unique_lock lock(m);
  auto unlock = [&] { lock.unlock(); };
  unlock();
  co_await work();
}
