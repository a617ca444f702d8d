// C++26's tasks and senders, as far as they are needed.
#pragma once

#include "mock.h"
#include <optional>
#include <tuple>

namespace std {

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};

namespace execution {

template <typename T = void> class [[nodiscard]] task {
public:
  using value_type = T;
  struct promise_type : mock::lazy<task, T> {
    template <typename Sender>
    mock::awaiter<typename Sender::value_type> await_transform(Sender &&);
  };
  task(task &&);
};

struct just_sender {};
inline constexpr struct just_t {
  just_sender operator()(int) const;
} just;

inline constexpr struct let_value_t {
  template <typename Sender, typename F> just_sender operator()(Sender, F &&work) const {
    mock::keep(std::forward<F>(work));
    return {};
  }
} let_value;

} // namespace execution

namespace this_thread {
inline constexpr struct sync_wait_t {
  template <typename Sender> optional<tuple<int>> operator()(Sender &&) const;
} sync_wait;
} // namespace this_thread

} // namespace std
