// The lazy task of libcoro, its blocking wait and what starts it.
#pragma once

#include "mock.h"

namespace coro {

template <typename T = void> class [[nodiscard]] task {
public:
  using promise_type = mock::lazy<task, T>;
  task(task &&);
  mock::awaiter<T> operator co_await();
};

template <typename Awaitable> mock::value_of<Awaitable> sync_wait(Awaitable &&awaitable);
template <typename F> task<> invoke(F work) {
  mock::keep(work);
  co_await work();
}

class thread_pool {
public:
  mock::awaiter<void> schedule();
  bool spawn_detached(task<> &&);
  task<> spawn_joinable(task<> &&);
};

template <typename Executor> class task_group {
public:
  [[nodiscard]] bool start(task<> &&);
};

} // namespace coro
