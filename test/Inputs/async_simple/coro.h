// A lazy task, its blocking wait and its sleep, and a future that only blocks.
#pragma once

#include "mock.h"
#include <chrono>
#include <mutex>
#include <stdexcept>

namespace async_simple {

struct SignalException : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <typename T> class Future {
public:
  T get();
  T &value();
  void wait();
  bool hasResult() const;
};

namespace coro {

template <typename T = void> class [[nodiscard]] Lazy {
public:
  using promise_type = mock::lazy<Lazy, T>;
  Lazy(Lazy &&);
  mock::awaiter<T> operator co_await();
  template <typename F> void start(F &&callback) {}
};
template <typename L> mock::value_of<L> syncAwait(L &&lazy);
template <typename Rep, typename Period>
Lazy<> sleep(std::chrono::duration<Rep, Period>);

/// It hands out a guard of the standard library.
class Mutex {
public:
  Lazy<std::unique_lock<Mutex>> coScopedLock();
  void unlock();
};

} // namespace coro
} // namespace async_simple
