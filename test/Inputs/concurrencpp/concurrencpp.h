// Results by std::coroutine_traits: one that its executor starts, one that is lazy.
#pragma once

#include "mock.h"
#include <chrono>
#include <memory>

namespace concurrencpp {

enum class result_status { idle, value };

template <typename T> class result {
public:
  result(result &&);
  mock::awaiter<T> operator co_await();
  T get();
  void wait();
  result_status wait_for(std::chrono::milliseconds);
};
template <typename T> class lazy_result {
public:
  lazy_result(lazy_result &&);
  mock::awaiter<T> operator co_await();
  result<T> run();
};

class executor {
public:
  template <typename F> void post(F &&callable) {}
  template <typename F> auto submit(F &&callable) {
    return mock::value<result<decltype(callable())>>();
  }
};

} // namespace concurrencpp

// The promise asks the executor to resume it.
template <typename T, typename... Args>
struct std::coroutine_traits<concurrencpp::result<T>, Args...> {
  using promise_type = mock::lazy<concurrencpp::result<T>, T>;
};
template <typename T, typename... Args>
struct std::coroutine_traits<concurrencpp::lazy_result<T>, Args...> {
  using promise_type = mock::lazy<concurrencpp::lazy_result<T>, T>;
};
