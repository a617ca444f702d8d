// A lazy task that is awaited as an rvalue only.
#pragma once

#include "mock.h"

namespace tmc {

template <typename T = void> class [[nodiscard]] task {
public:
  struct promise_type : mock::lazy<task, T> {
    template <typename U> mock::awaiter<U> await_transform(task<U> &&);
    template <typename U> U await_transform(U);
  };
  task(task &&);
};

class ex_cpu {};
template <typename Executor> void post(Executor &, task<> &&);

template <typename T> class [[nodiscard]] aw_spawn {
public:
  void detach() &&;
  mock::awaiter<T> operator co_await() &&;
};
template <typename T> aw_spawn<T> spawn(task<T> &&);
template <typename F> auto spawn_func(F &&work) {
  return mock::value<aw_spawn<decltype(work())>>();
}
template <typename Tasks> aw_spawn<void> spawn_many(Tasks &&);

} // namespace tmc
