#pragma once

#include <asio.hpp>

#include <memory>
#include <utility>

namespace claims {

/// A mutex for coroutines that share one thread: waiting for it suspends the caller.
class AsyncMutex {
public:
  struct Unlock {
    void operator()(AsyncMutex *mutex) const {
      mutex->locked_ = false;
      mutex->released_.cancel_one();
    }
  };
  using Guard = std::unique_ptr<AsyncMutex, Unlock>;

  explicit AsyncMutex(asio::any_io_executor executor)
      : released_(std::move(executor), asio::steady_timer::time_point::max()) {}

  asio::awaitable<Guard> scoped_lock_async() {
    asio::error_code woken;
    while (locked_)
      co_await released_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    locked_ = true;
    co_return Guard(this);
  }

private:
  bool locked_ = false;
  asio::steady_timer released_;
};

} // namespace claims
