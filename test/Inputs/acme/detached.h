// Detached coroutine types that differ in what they do with an exception.
#pragma once

#include "acme/task.h"
#include <exception>

namespace acme {

namespace detail {
template <typename Type> struct detached_promise {
  Type get_return_object() { return {}; }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() {}
};
} // namespace detail

struct fatal_job {
  struct promise_type : detail::detached_promise<fatal_job> {
    void unhandled_exception() { std::terminate(); }
  };
};
struct noexcept_job {
  struct promise_type : detail::detached_promise<noexcept_job> {
    void unhandled_exception() noexcept {
      std::rethrow_exception(std::current_exception());
    }
  };
};
struct rethrowing_job {
  struct promise_type : detail::detached_promise<rethrowing_job> {
    void unhandled_exception() { std::rethrow_exception(std::current_exception()); }
  };
};
struct throwing_job {
  struct promise_type : detail::detached_promise<throwing_job> {
    void unhandled_exception() { throw; }
  };
};

/// It has its own way to deal with exceptions.
void report(std::exception_ptr);
struct reporting_job {
  struct promise_type : detail::detached_promise<reporting_job> {
    void unhandled_exception() { report(std::current_exception()); }
  };
};
/// What it does is not in sight.
struct opaque_job {
  struct promise_type : detail::detached_promise<opaque_job> {
    void unhandled_exception();
  };
};

} // namespace acme
