// RUN: %prove %s
// What ends the coroutine, or lets it go on at once, keeps nobody from a lock.
#include "acme/outcome.h"
#include "acme/task.h"
#include <mutex>

acme::outcome<int> parse(const char *text);
acme::maybe<int> look_up(int key);
acme::task<> flush();

class cache {
public:
  acme::outcome<int> add(const char *text) {
    std::lock_guard guard(mutex_);
    total_ = total_ + co_await parse(text);
    co_return total_;
  }

  acme::maybe<int> add(int key) {
    std::scoped_lock guard(mutex_);
    total_ += co_await look_up(key);
    co_return total_;
  }

  acme::task<> flush_all() {
    std::lock_guard guard(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'guard' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await flush();
    total_ = 0;
  }

private:
  std::mutex mutex_;
  int total_ = 0;
};
