#pragma once

#include "async/task.h"
#include "model.h"

#include <atomic>
#include <string>

namespace claims {

struct Quote {
  int excess = 0;
  int payout = 0;
};

/// Works out what a claim is worth, on threads of its own.
class RulesEngine {
public:
  Task<Quote> quote(Claim claim);

  /// The sum of the payouts that have been quoted.
  int reserved() const { return reserved_; }

private:
  Task<int> excess_for(std::string kind);
  Task<int> rate_for(std::string kind);
  Task<int> reserve(int payout);

  std::atomic<int> reserved_ = 0;
  asio::thread_pool workers_{2};
};

} // namespace claims
