// A task that only a promise of its family awaits, futures, and a baton of each kind.
#pragma once

#include "mock.h"
#include <chrono>
#include <mutex>

namespace folly {

struct OperationCancelled : std::exception {};
class CancellationToken {
public:
  bool isCancellationRequested() const;
};

class Executor {};
template <typename T> class LockedPtr {
public:
  ~LockedPtr();
  T *operator->();
};
template <typename T> class Synchronized {
public:
  LockedPtr<T> wlock();
};
template <typename T> class Future {
public:
  Future(Future &&);
  bool isReady() const;
  T get() &&;
  T getVia(Executor *) &&;
  Future &wait() &;
};
template <typename T> mock::awaiter<T> operator co_await(Future<T> &&);
template <typename F> auto via(Executor *, F &&work) {
  return mock::value<Future<decltype(work())>>();
}

template <typename T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&);
  bool isReady() const;
};
template <typename T> mock::awaiter<T> operator co_await(SemiFuture<T> &&);

class Baton {
public:
  void post();
  void wait();
};

namespace coro {

template <typename T = void> class [[nodiscard]] Task;
template <typename T> struct promise : mock::lazy<Task<T>, T> {
  template <typename U> mock::awaiter<U> await_transform(Task<U> &&);
  template <typename U> mock::awaiter<U> await_transform(Future<U> &&);
  template <typename U> U await_transform(U);
};
template <typename T> class [[nodiscard]] Task {
public:
  using promise_type = promise<T>;
  Task(Task &&);
};

template <typename T> T blockingWait(Task<T> &&);
template <typename T> T blocking_wait(mock::conditional<T> &&);
Task<> sleep(std::chrono::nanoseconds, CancellationToken = {});
template <typename F> Task<> co_invoke(F work) {
  mock::keep(work);
  co_await work();
}

class Baton {
public:
  void post();
  mock::awaiter<void> operator co_await();
};

template <typename Range> Task<> collectAllRange(Range tasks);
template <typename Range> Task<> collectAllTryRange(Range tasks);
template <typename Range> Task<> collectAllWindowed(Range tasks, std::size_t limit);
template <typename Range> Task<> collectAllTryWindowed(Range tasks, std::size_t limit);

template <typename T> class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&);
  mock::awaiter<T> operator co_await() &&;
  SemiFuture<T> start() &&;
};
template <typename T> TaskWithExecutor<T> co_withExecutor(Executor *, Task<T>);
class AsyncScope {
public:
  template <typename Awaitable> void add(Awaitable &&);
};
class CancellableAsyncScope {
public:
  template <typename Awaitable> void add(Awaitable &&);
};

/// It hands out a guard of the standard library.
class Mutex {
public:
  Task<std::unique_lock<Mutex>> co_scoped_lock();
  void unlock();
};

} // namespace coro
} // namespace folly
