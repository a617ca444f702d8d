// A lazy task of an event loop, and the blocking interfaces beside it.
#pragma once

#include "mock.h"
#include <chrono>
#include <mutex>
#include <string>

namespace trantor {
class EventLoop {
public:
  static EventLoop *getEventLoopOfCurrentThread();
};
} // namespace trantor

namespace drogon {

template <typename T = void> struct [[nodiscard]] Task {
  using promise_type = mock::lazy<Task, T>;
  Task(Task &&);
  mock::awaiter<T> operator co_await();
};

template <typename Awaitable> mock::value_of<Awaitable> sync_wait(Awaitable &&awaitable);
template <typename F> void async_run(F &&work) { mock::keep(std::forward<F>(work)); }
mock::awaiter<void> sleepCoro(trantor::EventLoop *, const std::chrono::duration<double> &);

/// It hands out a guard of the standard library.
class Mutex {
public:
  Task<std::unique_lock<Mutex>> scoped_lock();
  void unlock();
};

namespace orm {
struct Result {};
class DbClient {
public:
  template <typename... Args> Result execSqlSync(const std::string &sql, Args &&...);
  template <typename... Args>
  mock::awaiter<Result> execSqlCoro(const std::string &sql, Args &&...);
};
} // namespace orm

} // namespace drogon
