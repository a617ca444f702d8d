// RUN: %prove %s
#include "mock.h"
#include "cppcoro/task.h"
#include "kj/async.h"
#include <coroutine>
#include <mutex>
#include <pthread.h>

// A task without `operator co_await`, by traits, and what is ready by a literal.
namespace net {
template <typename T> struct awaitable {};
struct this_executor {};
inline constexpr this_executor executor;
} // namespace net

template <typename T, typename... A> struct std::coroutine_traits<net::awaitable<T>, A...> {
  struct promise_type {
    struct ready {
      bool await_ready() const noexcept { return true; }
      void await_suspend(std::coroutine_handle<>) noexcept {}
      int await_resume() noexcept { return 0; }
    };
    net::awaitable<T> get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    ready await_transform(net::this_executor);
    template <typename U> mock::awaiter<U> await_transform(net::awaitable<U>);
  };
};

net::awaitable<int> read();
std::mutex m;

net::awaitable<void> by_traits() {
  std::lock_guard lock(m);
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

net::awaitable<void> always_ready() {
  std::lock_guard lock(m);
  co_await net::executor;
}

net::awaitable<void> ready_first() {
  std::lock_guard lock(m);
  co_await net::executor;
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-3]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: {
  // CHECK-FIXES: std::lock_guard lock(m);
  // CHECK-FIXES: co_await net::executor;
  // CHECK-FIXES: }
}

template <typename T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    std::suspend_always yield_value(T);
  };
};

generator<int> yields() {
  std::lock_guard lock(m);
  co_yield 1;
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

// On one thread, nobody can unlock it elsewhere.
kj::Promise<int> on_one_thread(kj::Promise<int> next) {
  std::lock_guard lock(m);
  co_return co_await next;
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it meanwhile blocks the thread that has to resume the coroutine [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the coroutine is suspended here and still holds it
}

pthread_mutex_t posix = PTHREAD_MUTEX_INITIALIZER;

net::awaitable<void> by_function() {
  pthread_mutex_lock(&posix);
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: what 'pthread_mutex_lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  pthread_mutex_unlock(&posix);
}

class posix_guard {
public:
  posix_guard() { pthread_mutex_lock(&posix); }
  ~posix_guard() { pthread_mutex_unlock(&posix); }
};

net::awaitable<void> by_object() {
  posix_guard guard;
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-2]]:15: warning: 'guard' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

namespace thread_safety {
class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock() __attribute__((acquire_capability()));
  void Unlock() __attribute__((release_capability()));
};
class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex *mu) __attribute__((acquire_capability(mu))) : mu(mu) { mu->Lock(); }
  ~MutexLock() __attribute__((release_capability())) { mu->Unlock(); }

private:
  Mutex *mu;
};
class phases {
public:
  void begin() __attribute__((acquire_capability()));
  void end() __attribute__((release_capability()));
};
} // namespace thread_safety

thread_safety::Mutex mu;

net::awaitable<void> annotated() {
  thread_safety::MutexLock lock(&mu);
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

net::awaitable<void> annotated_by_hand(thread_safety::phases &phases) {
  mu.Lock();
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: what 'Lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  mu.Unlock();
  phases.begin();
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: what 'begin' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  phases.end();
}
