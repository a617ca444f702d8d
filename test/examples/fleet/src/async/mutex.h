#pragma once

#include "async/task.h"

#include <utility>

namespace fleet {

/// A mutex for coroutines: who waits for it suspends.
class AsyncMutex {
public:
  class Guard {
  public:
    explicit Guard(AsyncMutex &mutex) : mutex_(&mutex) {}
    Guard(Guard &&other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
    Guard &operator=(Guard &&) = delete;
    ~Guard() {
      if (mutex_)
        mutex_->unlock();
    }

  private:
    AsyncMutex *mutex_;
  };

  Task<Guard> scoped_lock_async() {
    while (locked_)
      co_await next_turn();
    locked_ = true;
    co_return Guard(*this);
  }

  void unlock() { locked_ = false; }

private:
  bool locked_ = false;
};

} // namespace fleet
