// An eager future that is copied where it is awaited; the version is an inline namespace.
#pragma once

#include "mock.h"

namespace stlab {
inline namespace v2 {

template <typename T> class future {
public:
  void detach() const;
  bool is_ready() const;
};
struct default_executor_type {};
template <typename Executor, typename F> auto async(Executor, F &&work) {
  return mock::value<future<decltype(work())>>();
}
template <typename T> T blocking_get(future<T>);
template <typename T> mock::awaiter<T> operator co_await(future<T>);

} // namespace v2
} // namespace stlab

template <typename T, typename... Args>
struct std::coroutine_traits<stlab::future<T>, Args...> {
  using promise_type = mock::eager<stlab::future<T>, T>;
};
