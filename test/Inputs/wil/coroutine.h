// Eager tasks by std::coroutine_traits, awaited as rvalues only; they block in a base.
#pragma once

#include "mock.h"

namespace wil {

namespace details::coro {
template <typename T> struct task_base {
  T get() &&;
  mock::awaiter<T> operator co_await() & = delete;
};
} // namespace details::coro

template <typename T> struct task : details::coro::task_base<T> {
  task(task &&);
  using details::coro::task_base<T>::operator co_await;
  auto operator co_await() && noexcept { return mock::awaiter<T>(); }
};

} // namespace wil

template <typename T, typename... Args>
struct std::coroutine_traits<wil::task<T>, Args...> {
  using promise_type = mock::eager<wil::task<T>, T>;
};
