// A lazy task, its blocking wait and its sleep, and a future that only blocks.
#pragma once

#include "mock.h"
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <vector>

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

class Executor {};

namespace coro {

template <typename T = void> class Lazy;
namespace detail {
template <typename T> class LazyBase {
public:
  using promise_type = mock::lazy<Lazy<T>, T>;
  LazyBase(LazyBase &&);
  mock::awaiter<T> operator co_await();
  template <typename F> void start(F &&callback) {}
};
} // namespace detail
template <typename T> class [[nodiscard]] Lazy : public detail::LazyBase<T> {
public:
  Lazy(Lazy &&);
  template <typename F> void directlyStart(F &&callback, Executor *) {}
};
template <typename L> mock::value_of<L> syncAwait(L &&lazy);
template <typename Rep, typename Period>
Lazy<> sleep(std::chrono::duration<Rep, Period>);

template <typename T> Lazy<std::vector<T>> collectAll(std::vector<Lazy<T>> &&);
template <typename T> Lazy<std::vector<T>> collectAllPara(std::vector<Lazy<T>> &&);
template <typename T>
Lazy<std::vector<T>> collectAllWindowed(std::size_t limit, bool yield,
                                        std::vector<Lazy<T>> &&);
template <typename T>
Lazy<std::vector<T>> collectAllWindowedPara(std::size_t limit, bool yield,
                                            std::vector<Lazy<T>> &&);

/// It hands out a guard of the standard library.
class Mutex {
public:
  Lazy<std::unique_lock<Mutex>> coScopedLock();
  void unlock();
};

} // namespace coro
} // namespace async_simple
