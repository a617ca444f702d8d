#pragma once

#include "async/mutex.h"
#include "journal.h"

namespace fleet {

/// What the customers owe.
class Billing {
public:
  explicit Billing(Journal &journal) : journal_(journal) {}

  Task<void> charge(int amount);
  Task<int> tip(int km);

  int total() const { return total_; }
  int tips() const { return tips_; }

private:
  Task<int> rate();

  Journal &journal_;
  AsyncMutex mutex_;
  int total_ = 0;
  int tips_ = 0;
};

} // namespace fleet
