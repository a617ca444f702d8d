// An eager promise whose destructor cancels: there is no operator co_await.
#pragma once

#include "mock.h"

namespace kj {

class WaitScope {};
template <typename T> class [[nodiscard]] Promise {
public:
  Promise(decltype(nullptr));
  Promise(Promise &&);
  Promise &operator=(Promise &&);
  T wait(WaitScope &);
  template <typename F> Promise<void> then(F &&work) {
    mock::keep(std::forward<F>(work));
    return mock::value<Promise<void>>();
  }
  template <typename F> void detach(F &&errorHandler) {}
};

struct ReadyNow {
  operator Promise<void>() const;
};
inline constexpr ReadyNow READY_NOW;

class TaskSet {
public:
  void add(Promise<void> &&);
};

template <typename F> auto coCapture(F &&work) {
  mock::keep(work);
  return std::forward<F>(work);
}

template <typename T> class Locked {
public:
  ~Locked();
  T *operator->();
};
template <typename T> class MutexGuarded {
public:
  Locked<T> lockExclusive() const;
};

} // namespace kj

template <typename T, typename... Args>
struct std::coroutine_traits<kj::Promise<T>, Args...> {
  struct promise_type : mock::eager<kj::Promise<T>, T> {
    template <typename U> mock::awaiter<U> await_transform(kj::Promise<U> &&);
    template <typename U> mock::awaiter<U> await_transform(kj::Promise<U> &);
  };
};
