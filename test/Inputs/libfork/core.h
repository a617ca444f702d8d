// Strict fork and join: a wait takes the function and its arguments.
#pragma once

#include "mock.h"

namespace lf {

template <typename T = void> struct task {};
class lazy_pool {};
inline constexpr struct sync_wait_fn {
  template <typename Pool, typename F, typename... Args>
  int operator()(Pool &&, F function, Args &&...arguments) const;
} sync_wait;

} // namespace lf

template <typename T, typename... Args> struct std::coroutine_traits<lf::task<T>, Args...> {
  struct promise_type : mock::lazy<lf::task<T>, T> {
    template <typename U> mock::awaiter<U> await_transform(lf::task<U> &&);
  };
};
