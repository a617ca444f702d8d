// The tasks of the Parallel Patterns Library; elsewhere they live in namespace pplx.
#pragma once

#include "mock.h"

namespace Concurrency {

class task_canceled : public std::exception {};
class cancellation_token {
public:
  bool is_canceled() const;
};
enum task_status { completed, canceled };
template <typename T> class task {
public:
  task();
  T get() const;
  task_status wait() const;
  bool is_done() const;
  template <typename F> task then(F &&) const;
};
template <typename F> auto create_task(F &&work) {
  return mock::value<task<decltype(work())>>();
}

} // namespace Concurrency
namespace concurrency = Concurrency;
