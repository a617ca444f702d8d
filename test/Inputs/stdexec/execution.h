// Senders of the reference implementation, and the task of its experimental part, which
// lives in another namespace behind an alias.
#pragma once

#include "mock.h"
#include <optional>
#include <tuple>

namespace stdexec {

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};

struct just_sender {};
inline constexpr struct just_t {
  just_sender operator()(int) const;
} just;

inline constexpr struct sync_wait_t {
  template <typename Sender> std::optional<std::tuple<int>> operator()(Sender &&) const;
} sync_wait;

inline constexpr struct let_value_t {
  template <typename Sender, typename F> just_sender operator()(Sender, F &&work) const {
    mock::keep(std::forward<F>(work));
    return {};
  }
} let_value;

} // namespace stdexec

namespace experimental::execution {
namespace __task {
template <typename T> class [[nodiscard]] basic_task {
public:
  using value_type = T;
  struct promise_type : mock::lazy<basic_task, T> {
    template <typename Sender>
    mock::awaiter<typename Sender::value_type> await_transform(Sender &&);
  };
  basic_task(basic_task &&);
};
} // namespace __task
template <typename T> using task = __task::basic_task<T>;
} // namespace experimental::execution

namespace exec {
template <typename T> using task = experimental::execution::task<T>;
inline constexpr struct start_detached_t {
  template <typename Sender> void operator()(Sender &&) const;
} start_detached;
} // namespace exec
