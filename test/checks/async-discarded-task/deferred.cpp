// RUN: %prove %s
// What only the promise of the library's coroutines knows how to await.
#include "acme/task.h"
#include <type_traits>
#include <utility>

namespace asio {

template <typename Initiation> class deferred_async_operation {
public:
  explicit deferred_async_operation(Initiation with) : initiation(std::move(with)) {}
  template <typename Token> void operator()(Token token) && { initiation(token); }

private:
  Initiation initiation;
};
template <typename> constexpr bool is_async_operation = false;
template <typename T> constexpr bool is_async_operation<deferred_async_operation<T>> = true;

template <typename T> class awaitable {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return T(); }
};
namespace detail {
template <typename T> struct awaitable_frame {
  auto get_return_object() { return awaitable<T>(); }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
  void return_void() {}
  template <typename U> auto await_transform(awaitable<U> task) const { return task; }
  template <typename Op, typename = std::enable_if_t<is_async_operation<std::decay_t<Op>>>>
  auto await_transform(Op &&, int = 0) {
    return std::suspend_always();
  }
};
} // namespace detail

struct wait {
  template <typename Token> void operator()(Token) const {}
};
struct timer {
  deferred_async_operation<wait> async_wait() { return deferred_async_operation(wait()); }
};

} // namespace asio

template <typename T, typename... Args> struct std::coroutine_traits<asio::awaitable<T>, Args...> {
  using promise_type = asio::detail::awaitable_frame<T>;
};

struct told {
  void operator()() const {}
};

asio::awaitable<void> waits(asio::timer &timer) {
  timer.async_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the operation that 'async_wait' returns is discarded: nobody awaits it [async-discarded-task]
  // CHECK-FIXES: co_await timer.async_wait();
  auto later = timer.async_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the operation in 'later' is never awaited [async-discarded-task]
  co_await timer.async_wait();
}

asio::awaitable<void> launches(asio::timer &timer) {
  timer.async_wait()(told());
  auto operation = timer.async_wait();
  std::move(operation)(told());
  auto other = timer.async_wait();
  co_await std::move(other);
}

// Other coroutines cannot await it.
acme::task<> stranger(asio::timer &timer) {
  timer.async_wait();
  co_return;
}
