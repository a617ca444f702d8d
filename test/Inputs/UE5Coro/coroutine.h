// An eager coroutine that may be dropped: the engine owns it.
#pragma once

#include "mock.h"

namespace UE5Coro {

template <typename T = void> class TCoroutine {
public:
  bool Wait(unsigned milliseconds = ~0u) const;
  const T &GetResult() const;
  T &&MoveResult();
};
template <> class TCoroutine<void> {
public:
  bool Wait(unsigned milliseconds = ~0u) const;
};

} // namespace UE5Coro

template <typename T, typename... Args>
struct std::coroutine_traits<UE5Coro::TCoroutine<T>, Args...> {
  struct promise_type : mock::eager<UE5Coro::TCoroutine<T>, T> {
    template <typename U> mock::awaiter<U> await_transform(UE5Coro::TCoroutine<U>);
  };
};
