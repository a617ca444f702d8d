// A lazy task and an eager future, and their blocking waits.
#pragma once

#include "mock.h"

namespace yaclib {

template <typename T> class Result {
public:
  T Ok() &&;
};
template <typename T> class Task {
public:
  Task(Task &&);
  Result<T> Get() &&;
};
template <typename T> class Future {
public:
  Future(Future &&);
  bool Ready() const;
};
class IExecutor {};
template <typename F> auto Run(IExecutor &, F &&work) {
  return mock::value<Future<decltype(work().Ok())>>();
}
template <typename... Futures> void Wait(Futures &...);
template <typename T> mock::awaiter<void> Await(Future<T> &);
template <typename T> mock::awaiter<T> operator co_await(Future<T> &&);
template <typename T> mock::awaiter<T> operator co_await(Task<T> &&);

} // namespace yaclib

template <typename T, typename... Args>
struct std::coroutine_traits<yaclib::Future<T>, Args...> {
  using promise_type = mock::eager<yaclib::Future<T>, T>;
};
template <typename T, typename... Args>
struct std::coroutine_traits<yaclib::Task<T>, Args...> {
  using promise_type = mock::lazy<yaclib::Task<T>, T>;
};
