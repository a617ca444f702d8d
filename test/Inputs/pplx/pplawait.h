// What makes the tasks of the Parallel Patterns Library awaitable.
#pragma once

#include "pplx/pplxtasks.h"

namespace Concurrency {
template <typename T> mock::awaiter<T> operator co_await(task<T>);
} // namespace Concurrency

template <typename T, typename... Args>
struct std::coroutine_traits<Concurrency::task<T>, Args...> {
  using promise_type = mock::eager<Concurrency::task<T>, T>;
};
