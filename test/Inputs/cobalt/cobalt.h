// A task that starts in a way of its own, an eager promise whose result can be asked for
// without blocking, and operations composed as coroutines.
#pragma once

#include "mock.h"
#include <chrono>

namespace boost::cobalt {

struct starter {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { waiting = h; }
  void await_resume();
  std::coroutine_handle<> waiting;
};

template <typename T = void> class [[nodiscard]] task {
public:
  struct promise_type : mock::promise<task, T> {
    starter initial_suspend() noexcept;
  };
  task(task &&);
  mock::awaiter<T> operator co_await();
};

template <typename T = void> class [[nodiscard]] promise {
public:
  using promise_type = mock::eager<promise, T>;
  promise(promise &&);
  mock::awaiter<T> operator co_await();
  bool ready() const;
  /// There must be a result.
  T get();
  void detach();
  void operator+() &&;
};

struct executor {};
struct use_op_t {};
template <typename T> T run(task<T>);
template <typename F, typename Token> void spawn(executor, F &&work, Token) {
  mock::keep(std::forward<F>(work));
}

template <typename Promises> struct join_ranged_impl {
  mock::awaiter<void> operator co_await() &&;
};
template <typename Promises> join_ranged_impl<Promises> join(Promises &&);

namespace io {
template <typename Rep, typename Period>
mock::awaiter<void> sleep(std::chrono::duration<Rep, Period>);
} // namespace io

template <typename... Args> struct completion_handler {};

} // namespace boost::cobalt

template <typename T, typename... Args>
struct std::coroutine_traits<void, T, boost::cobalt::completion_handler<Args...>> {
  struct promise_type : mock::result<void> {
    promise_type(T &, boost::cobalt::completion_handler<Args...> &);
    void get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
};
