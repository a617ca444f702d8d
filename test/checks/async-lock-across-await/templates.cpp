// RUN: %prove %s
#include "acme/task.h"
#include <mutex>
#include <utility>

acme::task<> work();
std::mutex m;

template <typename T> acme::task<> known(T n) {
  std::lock_guard<std::mutex> lock(m);
  ++n;
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-3]]:31: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: {
  // CHECK-FIXES: std::lock_guard<std::mutex> lock(m);
  // CHECK-FIXES: ++n;
  // CHECK-FIXES: }
}

template <typename T> acme::task<> never_instantiated(T n) {
  std::lock_guard<std::mutex> lock(m);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-2]]:31: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

struct async_mutex {
  void lock();
  void unlock();
  acme::task<> lock_async();
};

template <typename M> acme::task<> dependent(M &mutex) {
  std::lock_guard<M> lock(mutex);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

template <typename M> acme::task<> only_theirs(M &mutex) {
  std::lock_guard<M> lock(mutex);
  co_await work();
}

template <typename T> class table {
public:
  acme::task<> put(T value) {
    std::lock_guard lock(mutex);
    last = std::move(value);
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here and still holds it
    // CHECK-FIXES: {
    // CHECK-FIXES: std::lock_guard lock(mutex);
    // CHECK-FIXES: last = std::move(value);
    // CHECK-FIXES: }
  }

private:
  std::mutex mutex;
  T last;
};

acme::task<> instances(async_mutex &theirs) {
  co_await known(1);
  co_await known(1L);
  co_await dependent(m);
  co_await dependent(theirs);
  co_await only_theirs(theirs);
  co_await table<int>().put(1);
  co_await table<long>().put(1);
}

// Nobody says what the mutex is: it is locked as a thread's is.
template <typename M> acme::task<> no_instance(M &mutex) {
  std::unique_lock<M> lock(mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

template <typename M> struct no_object {
  M mutex;
  acme::task<> run() {
    std::lock_guard<M> lock{mutex};
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await work();
  }
};

template <typename M> acme::task<> adopted(M &mutex) {
  co_await mutex.lock();
  std::unique_lock<M> lock(mutex, std::adopt_lock);
  co_await work();
}

template <typename M> acme::task<> awaited(M &mutex) {
  std::unique_lock<M> lock(co_await mutex.scoped_lock());
  co_await work();
}

template <typename M> acme::task<> own_scope(M &mutex) {
  {
    std::lock_guard<M> lock(mutex);
  }
  co_await work();
}
