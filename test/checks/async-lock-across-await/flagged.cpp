// RUN: %prove %s
#include "acme/task.h"
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

acme::task<> work();
acme::task<int> number();
acme::task<> send(int n);
bool test();
void use(int n);

std::mutex m, other;
std::shared_mutex shared;

acme::task<> plain() {
  std::lock_guard<std::mutex> lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> deduced() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> several() {
  std::scoped_lock lock(m, other);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> unique() {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> reader() {
  std::shared_lock lock(shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

using Guard = std::lock_guard<std::mutex>;

acme::task<> alias() {
  Guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> by_auto() {
  auto lock = std::unique_lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> extended() {
  auto &&lock = std::lock_guard(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> in_if() {
  if (std::lock_guard lock(m); test())
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await work();
}

acme::task<> in_switch(int n) {
  switch (std::lock_guard lock(m); n) {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: the coroutine is suspended here and still holds it
  default:
    co_await work();
  }
}

acme::task<> in_for() {
  for (std::lock_guard lock(m); test();)
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await work();
}

acme::task<> after_case(int n) {
  switch (n) {
  case 1: {
    std::lock_guard lock(m);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await work();
  }
  }
}

acme::task<> initialiser() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:11: note: the coroutine is suspended here and still holds it
  int n = co_await number();
  use(n);
}

acme::task<int> condition() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:7: note: the coroutine is suspended here and still holds it
  if (co_await number())
    co_return 1;
  co_return 2;
}

acme::task<int> returned() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:13: note: the coroutine is suspended here and still holds it
  co_return co_await number();
}

acme::task<> nested() {
  std::lock_guard lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the coroutine is suspended here and still holds it
  while (test()) {
    if (test())
      co_await work();
  }
}

// --- Objects that hold a guard ---

struct transaction {
  explicit transaction(int n) : lock(m), n(n) {}
  std::unique_lock<std::mutex> lock;
  int n;
};

struct session {
  std::lock_guard<std::mutex> lock;
  int n;
};

struct derived : std::lock_guard<std::mutex> {
  using std::lock_guard<std::mutex>::lock_guard;
};

acme::task<> member() {
  transaction t(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 't' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> aggregate() {
  session s{std::lock_guard<std::mutex>(m), 1};
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 's' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> base() {
  derived d(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'd' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> on_the_heap() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> maybe() {
  std::optional<std::lock_guard<std::mutex>> lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine is suspended here and still holds it
  lock.emplace(m);
  co_await work();
}

// --- Home-made guards ---

class spinlock {
public:
  void lock();
  void unlock();
  bool try_lock();
};

class scoped {
public:
  explicit scoped(spinlock &s) : held(s) { held.lock(); }
  ~scoped() { held.unlock(); }

private:
  spinlock &held;
};

class global_lock {
public:
  global_lock() { m.lock(); }
  ~global_lock() { m.unlock(); }
};

template <typename M> class basic_guard {
public:
  explicit basic_guard(M &m);
  ~basic_guard();
};

spinlock spin;

acme::task<> home_made() {
  scoped lock(spin);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> without_arguments() {
  global_lock lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> defined_elsewhere() {
  basic_guard<std::mutex> lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

class [[clang::scoped_lockable]] annotated {
public:
  explicit annotated(int n);
  ~annotated();
};

acme::task<> attribute() {
  annotated lock(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

// --- On some path ---

acme::task<> one_branch(bool early) {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  if (early)
    lock.unlock();
  co_await work();
}

acme::task<> locked_again() {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+5]]:3: note: the coroutine is suspended here and still holds it
  lock.unlock();
  co_await work();
  lock.lock();
  // CHECK-FIXES: lock.unlock();
  co_await work();
}

acme::task<> deferred() {
  std::unique_lock lock(m, std::defer_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
  lock.lock();
  co_await work();
}

acme::task<> tried() {
  std::unique_lock lock(m, std::try_to_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: the coroutine is suspended here and still holds it
  if (!lock) {
    co_await work();
    co_return;
  }
  // CHECK-FIXES: lock.unlock();
  co_await work();
}

acme::task<> condition_variable(std::condition_variable &ready) {
  std::unique_lock lock(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine is suspended here and still holds it
  ready.wait(lock);
  // CHECK-FIXES: lock.unlock();
  co_await work();
}

acme::task<> adopted() {
  m.lock();
  std::lock_guard lock(m, std::adopt_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> parameter(std::unique_lock<std::mutex> lock) {
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'lock' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
// CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

// --- By hand ---

acme::task<> by_hand() {
  m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
  m.unlock();
}

acme::task<> shared_by_hand() {
  shared.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock_shared' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:11: note: the coroutine is suspended here and still holds it
  int n = co_await number();
  shared.unlock_shared();
  use(n);
}

acme::task<> if_it_can() {
  if (m.try_lock()) {
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: what 'try_lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await work();
    m.unlock();
  }
}

struct finally {
  template <typename F> finally(F) {}
  ~finally();
};

acme::task<> unlocked_at_the_end() {
  m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine is suspended here and still holds it
  finally end([] { m.unlock(); });
  co_await work();
}

struct store {
  std::mutex mutex;
  acme::task<> flush() {
    mutex.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine is suspended here and still holds it
    co_await work();
    mutex.unlock();
  }
};

acme::task<> through_pointer(store *s) {
  s->mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
  s->mutex.unlock();
}

// --- Temporaries ---

acme::task<> comma() {
  std::lock_guard(m), co_await work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this temporary object keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: the coroutine is suspended here and still holds it
}
