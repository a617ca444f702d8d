#pragma once

#include "async/detached.h"
#include "async/mutex.h"
#include "store.h"

#include <string>

namespace claims {

/// The record of who did what. A line counts once it has been through a commit.
class AuditLog {
public:
  AuditLog(asio::any_io_executor executor, ClaimStore &store)
      : executor_(std::move(executor)), store_(store) {}

  void append(std::string line);

  /// A fingerprint of the lines so far, to be filed with the regulator.
  asio::awaitable<std::string> seal();

private:
  asio::any_io_executor executor_;
  ClaimStore &store_;
};

/// The money that claims are paid from.
class Fund {
public:
  Fund(asio::any_io_executor executor, ClaimStore &store)
      : mutex_(std::move(executor)), store_(store) {}

  /// Takes `amount` out and returns what is left.
  asio::awaitable<int> pay(int amount);

private:
  AsyncMutex mutex_;
  ClaimStore &store_;
};

} // namespace claims
