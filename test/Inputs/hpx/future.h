// Futures that suspend a light thread where others block.
#pragma once

#include "mock.h"

namespace hpx {

template <typename T> class future {
public:
  future(future &&);
  T get();
  void wait() const;
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

} // namespace hpx

template <typename T, typename... Args>
struct std::coroutine_traits<hpx::future<T>, Args...> {
  using promise_type = mock::eager<hpx::future<T>, T>;
};
