// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
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
void hand_on(std::unique_lock<std::mutex> lock);
void may_unlock(std::unique_lock<std::mutex> &lock);

std::mutex m;
std::shared_mutex shared;
acme::mutex async;

// --- Not held at a suspension point ---

acme::task<> own_scope() {
  {
    std::lock_guard lock(m);
    use(1);
  }
  co_await work();
}

acme::task<> before() {
  co_await work();
  std::lock_guard lock(m);
  use(1);
}

acme::task<> each_round() {
  while (test()) {
    co_await work();
    std::lock_guard lock(m);
    use(1);
  }
}

acme::task<> in_if() {
  if (std::lock_guard lock(m); test())
    use(1);
  co_await work();
}

acme::task<int> returned() {
  std::lock_guard lock(m);
  co_return 1;
}

acme::task<> released_early() {
  std::unique_lock lock(m);
  use(1);
  lock.unlock();
  co_await work();
}

acme::task<> unlocked_while_away() {
  std::unique_lock lock(m);
  while (test()) {
    lock.unlock();
    co_await work();
    lock.lock();
  }
}

acme::task<> given_up() {
  std::unique_lock lock(m);
  lock.release();
  co_await work();
}

acme::task<> moved() {
  std::unique_lock lock(m);
  hand_on(std::move(lock));
  co_await work();
}

acme::task<> perhaps_unlocked() {
  std::unique_lock lock(m);
  may_unlock(lock);
  co_await work();
}

acme::task<> deferred() {
  std::unique_lock lock(m, std::defer_lock);
  co_await work();
}

acme::task<> empty() {
  std::unique_lock<std::mutex> lock;
  co_await work();
}

acme::task<> assigned() {
  std::unique_lock lock(m);
  lock = {};
  co_await work();
}

acme::task<> tried() {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock.owns_lock()) {
    co_await work();
    co_return;
  }
  use(1);
}

acme::task<> tried_else() {
  if (std::unique_lock lock(m, std::try_to_lock); lock)
    use(1);
  else
    co_await work();
}

acme::task<> on_the_heap() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(m);
  lock.reset();
  co_await work();
}

acme::task<> optional() {
  std::optional<std::lock_guard<std::mutex>> lock;
  co_await work();
}

acme::task<> optional_reset() {
  std::optional<std::lock_guard<std::mutex>> lock(std::in_place, m);
  lock.reset();
  co_await work();
}

acme::task<> goes_out_first() {
  std::lock_guard lock(m);
  if (test())
    co_return;
  use(1);
}

// --- In another callable ---

acme::task<> in_a_lambda() {
  auto locked = [] {
    std::lock_guard lock(m);
    use(1);
  };
  locked();
  co_await work();
}

acme::task<> lambda_awaits() {
  std::lock_guard lock(m);
  auto later = []() -> acme::task<> { co_await work(); };
  (void)later;
}

// --- Asynchronous mutexes ---

acme::task<> awaited() {
  auto guard = co_await async.scoped_lock_async();
  co_await work();
}

namespace lib {
class mutex {
public:
  bool try_lock();
  acme::task<> co_lock();
  acme::task<std::unique_lock<mutex>> co_scoped_lock();
  void unlock();
};
class plain_name {
public:
  acme::task<> lock();
  void unlock();
};
class lockable {
public:
  void lock();
  bool try_lock();
  void unlock();
  acme::task<> lock_async();
};
} // namespace lib

lib::mutex lib_mutex;
lib::plain_name plain;
lib::lockable lockable;

acme::task<> unique_lock_of_theirs() {
  auto lock = co_await lib_mutex.co_scoped_lock();
  co_await work();
}

acme::task<> adopted_of_theirs() {
  co_await lib_mutex.co_lock();
  std::unique_lock<lib::mutex> lock(lib_mutex, std::adopt_lock);
  co_await work();
}

acme::task<> by_hand_of_theirs() {
  co_await plain.lock();
  co_await work();
  plain.unlock();
}

acme::task<> both_ways() {
  std::lock_guard lock(lockable);
  co_await work();
}

acme::task<> wrapped_of_theirs() {
  std::optional<acme::mutex::guard> guard(co_await async.scoped_lock_async());
  co_await work();
}

// --- By hand ---

acme::task<> by_hand() {
  m.lock();
  use(1);
  m.unlock();
  co_await work();
}

acme::task<> only_locks() {
  m.lock();
  co_await work();
}

acme::task<> other_mutex(std::mutex &a, std::mutex &b) {
  a.lock();
  a.unlock();
  co_await work();
  b.lock();
  b.unlock();
}

acme::task<> on_each_path() {
  m.lock();
  if (test()) {
    m.unlock();
    co_await work();
    co_return;
  }
  m.unlock();
  co_await work();
}

acme::task<> unlocks_around() {
  m.lock();
  while (test()) {
    m.unlock();
    co_await work();
    m.lock();
  }
  m.unlock();
}

acme::task<> could_not() {
  if (!m.try_lock()) {
    co_await work();
    co_return;
  }
  m.unlock();
}

// --- Not locks ---

class door {
public:
  void lock();
  void unlock();
};

acme::task<> door_is_locked(door &d) {
  d.lock();
  co_await work();
  d.unlock();
}

class unlocker {
public:
  explicit unlocker(std::mutex &m) : m(m) { m.unlock(); }
  ~unlocker() { m.lock(); }

private:
  std::mutex &m;
};

acme::task<> reverse() {
  unlocker open(m);
  co_await work();
}

class registration {
public:
  explicit registration(std::mutex &m) : m(m) {}
  ~registration() {
    m.lock();
    use(0);
    m.unlock();
  }

private:
  std::mutex &m;
};

class listed {
public:
  explicit listed(std::mutex &m) : m(m) {}
  ~listed() {
    std::lock_guard lock(m);
    use(0);
  }

private:
  std::mutex &m;
};

class connection {
public:
  explicit connection(std::mutex &m);
  ~connection();
};

class cache {
  std::mutex mutex;
  std::vector<int> items;
};

acme::task<> not_guards() {
  registration one(m);
  listed two(m);
  connection three(m);
  cache four;
  std::unique_ptr<std::mutex> five(new std::mutex);
  std::mutex six;
  co_await work();
}

struct may_lock {
  std::unique_lock<std::mutex> lock;
};

acme::task<> holds_nothing_yet() {
  may_lock later;
  co_await work();
}

// --- Nothing suspends ---

acme::task<> ready() {
  std::lock_guard lock(m);
  co_await std::suspend_never();
}

void ordinary() {
  std::lock_guard lock(m);
  use(1);
}
