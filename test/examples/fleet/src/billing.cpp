#include "billing.h"

#include <string>

namespace fleet {

Task<int> Billing::rate() {
  co_await next_turn();
  co_return 2;
}

Task<void> Billing::charge(int amount) {
  auto guard = mutex_.scoped_lock_async();
  const int before = total_;
  const int lines = co_await journal_.size();
  total_ = before + amount;
  journal_.write(std::to_string(lines) + ": charge " + std::to_string(amount));
  auto flushed = journal_.flush();
}

Task<int> Billing::tip(int km) {
  tips_ = tips_ + km * co_await rate();
  co_return tips_;
}

} // namespace fleet
