// An eager future by std::coroutine_traits, awaited as an rvalue only.
#pragma once

#include "mock.h"
#include <chrono>

namespace seastar {

struct abort_requested_exception : std::exception {};
struct sleep_aborted : std::exception {};
class abort_source {
public:
  abort_source() = default;
  abort_source(abort_source &&) = default;
  bool abort_requested() const;
  void check() const;
};

template <typename T = void> class [[nodiscard]] future {
public:
  future();
  future(future &&);
  bool available() const;
  template <typename F> future<> then(F &&work) { return future<>(); }
  template <typename F> future<> then_wrapped(F &&work) { return future<>(); }
  template <typename F> future<> finally(F &&work) { return future<>(); }
  template <typename F> future<> handle_exception(F &&work) { return future<>(); }
  T get();
  T get0();
  void wait();
};
template <typename T> mock::awaiter<T> operator co_await(future<T> &&);
template <typename T = void, typename... A> future<T> make_ready_future(A &&...);

template <typename F> auto async(F &&work) {
  return mock::value<future<decltype(work())>>();
}
template <typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period>);

class semaphore;
class shared_mutex;
template <typename Lock, typename F> future<> with_lock(Lock &, F &&work) {
  return future<>();
}
template <typename F> future<> with_semaphore(semaphore &, std::size_t units, F &&work) {
  return future<>();
}
template <typename F> future<> with_shared(shared_mutex &, F &&work) {
  return future<>();
}
template <typename Rep, typename Period>
future<> sleep_abortable(std::chrono::duration<Rep, Period>, abort_source &);

namespace coroutine {
template <typename F> F &&lambda(F &&work) {
  mock::keep(work);
  return std::forward<F>(work);
}
template <typename F> class [[nodiscard]] parallel_for_each : public mock::awaiter<void> {
public:
  template <typename Range> parallel_for_each(Range &&, F &&work) {}
};
template <typename Range, typename F>
parallel_for_each(Range &&, F &&) -> parallel_for_each<F>;
} // namespace coroutine

template <typename Range, typename F> future<> parallel_for_each(Range &, F &&work) {
  mock::keep(std::forward<F>(work));
  return future<>();
}
template <typename Range, typename F>
future<> max_concurrent_for_each(Range &, std::size_t limit, F &&work) {
  mock::keep(std::forward<F>(work));
  return future<>();
}

} // namespace seastar

template <typename T, typename... Args>
struct std::coroutine_traits<seastar::future<T>, Args...> {
  using promise_type = mock::eager<seastar::future<T>, T>;
};
