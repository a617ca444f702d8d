// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <mutex>
#include <string>
#include <vector>

acme::task<> work();
acme::task<> send(int n);
acme::task<> send(const std::string &text);
acme::task<> write(const std::vector<int> &items);
bool test();
void use(int n);

struct store {
  std::mutex mutex;
  std::vector<int> items;
  int count = 0;
  int sent = 0;

  acme::task<> notify() { co_await work(); }
  acme::task<> flush() {
    int n = count;
    co_await send(n);
  }
  acme::task<> elsewhere();
  int size() const { return count; }

  acme::task<> push(int n) {
    std::lock_guard<std::mutex> lock(mutex);
    items.push_back(n); // the newest
    ++count;

    // Tell the others.
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-6]]:33: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: {
    // CHECK-FIXES: std::lock_guard<std::mutex> lock(mutex);
    // CHECK-FIXES: items.push_back(n); // the newest
    // CHECK-FIXES: ++count;
    // CHECK-FIXES: }
  }

  acme::task<> push_and_notify(int n) {
    std::lock_guard lock(mutex);
    items.push_back(n);
    co_await notify();
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: {
    // CHECK-FIXES: std::lock_guard lock(mutex);
    // CHECK-FIXES: items.push_back(n);
    // CHECK-FIXES: }
  }

  acme::task<> copied() {
    std::unique_lock lock(mutex);
    auto copy = items;
    co_await write(copy);
    // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: lock.unlock();
  }

  acme::task<> result() {
    int n = 0;
    {
      std::lock_guard lock(mutex);
      n = count;
      co_await send(n);
      // CHECK-MESSAGES: :[[@LINE-3]]:23: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the coroutine is suspended here and still holds it
      // CHECK-FIXES: {
      // CHECK-FIXES: std::lock_guard lock(mutex);
      // CHECK-FIXES: n = count;
      // CHECK-FIXES: }
    }
  }

  acme::task<> unlocked_later() {
    std::unique_lock lock(mutex);
    ++count;
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: lock.unlock();
    lock.unlock();
    // CHECK-FIXES-REMOVED: lock.unlock();
    use(1);
  }

  acme::task<> by_hand() {
    mutex.lock();
    ++count;
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: mutex.unlock();
    mutex.unlock();
    // CHECK-FIXES-REMOVED: mutex.unlock();
  }

  acme::task<> early_exit(int n) {
    mutex.lock();
    if (n == 0) {
      mutex.unlock();
      co_return;
    }
    count += n;
    co_await send(n);
    // CHECK-MESSAGES: :[[@LINE-7]]:5: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: mutex.unlock();
    mutex.unlock(); // at last
    // CHECK-FIXES: // at last
    use(n);
  }

  acme::task<> one_line() {
    std::lock_guard lock(mutex); ++count; co_await work();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:43: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: { std::lock_guard lock(mutex); ++count; } co_await work();
  }

  acme::task<> each(int n) {
    for (int i = 0; i < n; ++i) {
      [[maybe_unused]] std::lock_guard lock(mutex);
      if (test()) {
        ++count;
      }
      co_await work();
      // CHECK-MESSAGES: :[[@LINE-5]]:40: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the coroutine is suspended here and still holds it
      // CHECK-FIXES: {
      // CHECK-FIXES: [[maybe_unused]] std::lock_guard lock(mutex);
      // CHECK-FIXES: if (test()) {
      // CHECK-FIXES: ++count;
      // CHECK-FIXES: }
    }
  }

  acme::task<> wrapped() {
    std::lock_guard lock(mutex);
    items.insert(items.end(),
                 count, 7);
    if (test())
      co_await work();
      // CHECK-MESSAGES: :[[@LINE-5]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the coroutine is suspended here and still holds it
      // CHECK-FIXES: {
      // CHECK-FIXES: std::lock_guard lock(mutex);
      // CHECK-FIXES: items.insert(items.end(),
      // CHECK-FIXES: count, 7);
      // CHECK-FIXES: }
    co_await work();
  }

  // --- No fix ---

  acme::task<> nothing_between() {
    std::lock_guard lock(mutex);
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    ++count;
  }

  acme::task<> used_later() {
    std::lock_guard lock(mutex);
    ++count;
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    --count;
  }

  acme::task<> argument() {
    std::lock_guard lock(mutex);
    ++count;
    co_await send(count);
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
  }

  acme::task<> callee_uses_it() {
    std::lock_guard lock(mutex);
    ++count;
    co_await flush();
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
  }

  acme::task<> callee_out_of_sight() {
    std::lock_guard lock(mutex);
    ++count;
    co_await elsewhere();
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
  }

  acme::task<> reader_uses_it() {
    std::lock_guard lock(mutex);
    use(size());
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    ++count;
  }

  acme::task<> reference() {
    std::unique_lock lock(mutex);
    auto &last = items.back();
    co_await send(last);
    // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
  }

  acme::task<> iterator() {
    std::unique_lock lock(mutex);
    auto first = items.begin();
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    use(*first);
  }

  acme::task<> cut_off() {
    std::lock_guard lock(mutex);
    int n = count;
    co_await send(n);
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
  }

  acme::task<> sometimes(bool early) {
    std::unique_lock lock(mutex);
    ++count;
    if (early)
      lock.unlock();
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-5]]:22: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
  }

  acme::task<> two_ways_out() {
    mutex.lock();
    ++count;
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    if (test()) {
      mutex.unlock();
      co_return;
    }
    mutex.unlock();
  }
};

acme::task<> by_reference(std::mutex &m, std::vector<int> &items) {
  std::lock_guard lock(m);
  items.push_back(1);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-3]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: {
  // CHECK-FIXES: std::lock_guard lock(m);
  // CHECK-FIXES: items.push_back(1);
  // CHECK-FIXES: }
}

acme::task<> by_reference_later(std::mutex &m, std::vector<int> &items) {
  std::lock_guard lock(m);
  items.push_back(1);
  co_await write(items);
  // CHECK-MESSAGES: :[[@LINE-3]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}
