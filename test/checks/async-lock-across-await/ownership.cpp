// RUN: %prove %s
#include "acme/task.h"
#include <mutex>
#include <optional>

acme::task<> tick();
void touch();
std::mutex m;

// Who asks whether the lock is held knows what comes of the answer.
// CHECK-SILENT

acme::task<> retries() {
  for (;;) {
    std::unique_lock lock(m, std::try_to_lock);
    if (lock) {
      touch();
      break;
    }
    co_await tick();
  }
}
acme::task<> returns() {
  std::unique_lock lock(m, std::try_to_lock);
  if (lock.owns_lock()) {
    touch();
    co_return;
  }
  co_await tick();
}
acme::task<> remembers() {
  std::unique_lock lock(m, std::try_to_lock);
  const bool held = lock.owns_lock();
  if (!held) {
    co_await tick();
    co_return;
  }
  touch();
}
acme::task<> unlocks() {
  std::unique_lock lock(m);
  touch();
  if (lock.owns_lock())
    lock.unlock();
  co_await tick();
}
acme::task<> empties() {
  std::optional<std::unique_lock<std::mutex>> lock{std::unique_lock(m)};
  touch();
  lock = std::nullopt;
  co_await tick();
}
acme::task<> waits() {
  std::unique_lock lock(m, std::try_to_lock);
  while (!lock.owns_lock()) {
    co_await tick();
    (void)lock.try_lock();
  }
}
