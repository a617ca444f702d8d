#pragma once

#include "async/task.h"

#include <coroutine>
#include <cstdio>
#include <utility>

namespace fleet {

/// The promise of a coroutine that starts at once, and of whose end nobody hears.
struct DetachedPromise {
  void get_return_object() const noexcept {}
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() const noexcept {}
};

} // namespace fleet

/// Makes every function that returns void and awaits something a detached coroutine.
template <typename... Args> struct std::coroutine_traits<void, Args...> {
  using promise_type = fleet::DetachedPromise;
};

namespace fleet {

struct Spawned {
  struct promise_type : DetachedPromise {
    Spawned get_return_object() const noexcept { return {}; }
  };
};

/// Starts a task and lets it run on by itself.
inline Spawned spawn(Task<void> task) {
  try {
    co_await std::move(task);
  } catch (...) {
    std::fputs("a task has failed\n", stderr);
  }
}

} // namespace fleet
