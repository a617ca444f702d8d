// Locks: misc-coroutine-hostile-raii and cppcoreguidelines-no-suspend-with-lock.
#include "acme/task.h"
#include <memory>
#include <mutex>
#include <shared_mutex>

acme::task<> step();
acme::task<int> number();
void touch();
std::mutex m;
std::shared_mutex shared;

// case: std::lock_guard (bug)
acme::task<> guard() {
  std::lock_guard<std::mutex> lock(m);
  touch();
  co_await step();
}
// case: std::scoped_lock (bug)
acme::task<> scoped() {
  std::scoped_lock<std::mutex> lock(m);
  touch();
  co_await step();
}
// case: std::unique_lock (bug)
acme::task<> unique() {
  std::unique_lock<std::mutex> lock(m);
  touch();
  co_await step();
}
// case: std::shared_lock (bug)
acme::task<> reader() {
  std::shared_lock<std::shared_mutex> lock(shared);
  touch();
  co_await step();
}
// case: class template argument deduction (bug)
acme::task<> deduced() {
  std::lock_guard lock(m);
  touch();
  co_await step();
}
// case: an alias of the guard (bug)
using guard_type = std::lock_guard<std::mutex>;
acme::task<> alias() {
  guard_type lock(m);
  touch();
  co_await step();
}
// case: auto lock = std::unique_lock(m) (bug)
acme::task<> by_auto() {
  auto lock = std::unique_lock(m);
  touch();
  co_await step();
}
// case: if (std::lock_guard lock(m); ...) (bug)
acme::task<> in_if(bool wanted) {
  if (std::lock_guard lock(m); wanted) {
    touch();
    co_await step();
  }
}
// case: a guard in a member (bug)
struct section {
  std::lock_guard<std::mutex> lock{m};
};
acme::task<> by_member() {
  section inside;
  touch();
  co_await step();
}
// case: m.lock(), m.unlock() (bug)
acme::task<> by_hand() {
  m.lock();
  touch();
  co_await step();
  m.unlock();
}
// case: a guard in a std::unique_ptr (bug)
acme::task<> by_pointer() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(m);
  touch();
  co_await step();
}
// case: int x = co_await number() (bug)
acme::task<int> in_initialiser() {
  std::lock_guard<std::mutex> lock(m);
  int x = co_await number();
  co_return x;
}
// case: if (co_await number()) (bug)
acme::task<> in_condition() {
  std::lock_guard<std::mutex> lock(m);
  if (co_await number())
    touch();
}
// case: an annotated guard of one's own (bug)
class __attribute__((capability("mutex"))) own_mutex {
public:
  void lock() __attribute__((acquire_capability()));
  void unlock() __attribute__((release_capability()));
};
class __attribute__((scoped_lockable)) own_guard {
public:
  explicit own_guard(own_mutex &held) __attribute__((acquire_capability(held)));
  ~own_guard() __attribute__((release_capability()));
};
own_mutex own;
acme::task<> annotated() {
  own_guard lock(own);
  touch();
  co_await step();
}
// case: unlocked on one of two paths (bug)
acme::task<> sometimes(bool early) {
  std::unique_lock<std::mutex> lock(m);
  if (early)
    lock.unlock();
  co_await step();
}
// case: lock.unlock() before it (fine)
acme::task<> unlocked() {
  std::unique_lock<std::mutex> lock(m);
  touch();
  lock.unlock();
  co_await step();
}
// case: the scope ends before it (fine)
acme::task<> scope() {
  {
    std::lock_guard<std::mutex> lock(m);
    touch();
  }
  co_await step();
}
// case: std::defer_lock, never locked (fine)
acme::task<> deferred() {
  std::unique_lock<std::mutex> lock(m, std::defer_lock);
  co_await step();
  lock.lock();
  touch();
}
// case: a branch that returns (fine)
acme::task<> branch(bool early) {
  if (early) {
    co_await step();
    co_return;
  }
  std::lock_guard<std::mutex> lock(m);
  touch();
}
// case: std::unique_lock of an asynchronous mutex (fine)
struct async_mutex {
  acme::task<std::unique_lock<async_mutex>> scoped_lock();
  acme::task<> lock();
  void unlock();
};
async_mutex asynchronous;
acme::task<> guarded() {
  auto lock = co_await asynchronous.scoped_lock();
  touch();
  co_await step();
}
// case: a lambda that is no part of the coroutine (fine)
acme::task<> nested() {
  auto locked = [] {
    std::lock_guard<std::mutex> lock(m);
    touch();
  };
  locked();
  co_await step();
}
