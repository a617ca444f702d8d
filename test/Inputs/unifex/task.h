// A task behind an alias that only a promise of its family awaits, and senders. What is
// called is an object, as in all libraries of senders.
#pragma once

#include "mock.h"

namespace unifex {

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};

namespace _task {
template <typename T> struct _task {
  class [[nodiscard]] type {
  public:
    using value_type = T;
    struct promise_type : mock::lazy<type, T> {
      template <typename Sender>
    mock::awaiter<typename Sender::value_type> await_transform(Sender &&);
    };
    type(type &&);
  };
};
} // namespace _task
template <typename T = void> using task = typename _task::_task<T>::type;

struct just_sender {};
inline namespace v1 {
namespace _async_scope {
class async_scope {
public:
  template <typename Sender> just_sender spawn(Sender &&);
  template <typename Sender> void detached_spawn(Sender &&);
};
} // namespace _async_scope
using _async_scope::async_scope;
} // namespace v1
just_sender just(int);

namespace _sync_wait {
struct fn {
  template <typename Sender> int operator()(Sender &&) const;
};
} // namespace _sync_wait
inline constexpr _sync_wait::fn sync_wait{};

namespace _spawn_detached {
struct fn {
  template <typename Sender> void operator()(Sender &&, async_scope &) const;
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::fn spawn_detached{};

namespace _let_value {
struct fn {
  template <typename Sender, typename F> just_sender operator()(Sender, F &&work) const {
    mock::keep(std::forward<F>(work));
    return {};
  }
};
} // namespace _let_value
inline constexpr _let_value::fn let_value{};

} // namespace unifex
