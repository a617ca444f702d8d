// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <semaphore>
#include <sstream>
#include <thread>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;

acme::task<> work();

// Ordinary functions may block.
void ordinary() {
  std::this_thread::sleep_for(5ms);
  std::ifstream in("x");
}
struct worker {
  worker() { ordinary(); }
  void run() { ordinary(); }
};
int main() { ordinary(); }

acme::task<> tries(std::mutex &m, std::counting_semaphore<4> &permits, std::condition_variable &changed,
                   std::thread &t, int descriptor, char *buffer) {
  if (m.try_lock())
    m.unlock();
  std::lock_guard guard(m); // A short section.
  permits.release();
  permits.try_acquire();
  changed.notify_all();
  t.detach();
  t.joinable();
  std::this_thread::yield();
  read(descriptor, buffer, 1); // The descriptor may be a non-blocking one.
  co_await work();
}

acme::task<> streams() {
  std::stringstream text("x");
  std::ifstream closed;
  std::ifstream moved(std::move(closed));
  closed = std::move(moved);
  co_await work();
}

// Other threads, and later.
acme::task<> elsewhere() {
  std::thread t([] { std::this_thread::sleep_for(5ms); });
  t.detach();
  auto later = [] { ordinary(); };
  void (*callback)() = later;
  void (*another)() = ordinary;
  co_await work();
}

// By the same names, and awaited.
namespace mine {
acme::task<> sleep(int seconds);
acme::task<> usleep(int);
struct semaphore {
  acme::task<> acquire();
};
struct thread {
  acme::task<> join();
  void wait();
};
} // namespace mine
acme::task<> sleep(const char *until);
acme::task<> awaited(mine::semaphore s, mine::thread t) {
  co_await mine::sleep(1);
  co_await mine::usleep(1);
  co_await s.acquire();
  co_await t.join();
  co_await sleep("tomorrow");
  t.wait();
}

acme::task<> unevaluated() {
  using type = decltype(std::this_thread::sleep_for(5ms));
  static_assert(noexcept(ordinary()) == false);
  co_await work();
}

// What another coroutine does does not block this one's thread here.
acme::task<> awaits() {
  co_await work();
  co_await tries(*(std::mutex *)nullptr, *(std::counting_semaphore<4> *)nullptr,
                 *(std::condition_variable *)nullptr, *(std::thread *)nullptr, 0, nullptr);
}

// Which function runs is not known.
struct base {
  virtual void act();
};
struct derived : base {
  void act() override { ordinary(); }
};
acme::task<> virtual_call(base &b, derived &d) {
  b.act();
  d.act();
  co_await work();
}

// A wait is another check's business, however it parks the thread.
namespace home {
template <typename T> T sync_wait(acme::task<T> task) {
  std::mutex mutex;
  std::condition_variable done;
  std::unique_lock lock(mutex);
  done.wait(lock);
  return task.get();
}
} // namespace home
int through_wait(acme::task<int> task) { return home::sync_wait(std::move(task)); }
acme::task<> waits(acme::task<int> task, acme::task<int> other) {
  through_wait(std::move(task));
  home::sync_wait(std::move(other));
  co_await work();
}

// Asked not to block.
acme::task<> not_at_all(std::counting_semaphore<4> &permits, std::condition_variable &changed,
                        std::unique_lock<std::mutex> &lock, int descriptor) {
  std::this_thread::sleep_for(0ms);
  (void)permits.try_acquire_for(0s);
  changed.wait_for(lock, 0s);
  int status = 0;
  ::waitpid(0, &status, WNOHANG);
  ::flock(descriptor, LOCK_EX | LOCK_NB);
  ::flock(descriptor, LOCK_UN);
  co_await work();
}

// Never compiled.
constexpr bool is_slow = false;
acme::task<> discarded() {
  auto task = work();
  if constexpr (is_slow) {
    std::this_thread::sleep_for(5ms);
    co_await task;
  }
}

// Where the blocking function is put to use: an overload, a closure, what the sibling calls.
int load(int id);
acme::task<int> load_rest(int id);
acme::task<int> load_async(int id) { return load_rest(id); }
acme::task<int> load_async(int id, bool twice) { co_return load(id) + load(id + twice); }
acme::task<int> load_rest(int id) {
  co_await work();
  co_return load(id);
}
