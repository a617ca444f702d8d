#include "assessor.h"

#include <chrono>

namespace claims {

void DeskAssessor::assess(int id) {
  Claim claim = co_await store_.find(id);
  const Quote quote = co_await as_awaitable(rules_.quote(claim));
  claim.payout = quote.payout;
  claim.status = "assessed";
  co_await store_.update(claim);
  audit_.append("claim " + std::to_string(id) + " assessed, excess " +
                std::to_string(quote.excess));
}

void FieldAssessor::assess(int id) {
  Claim claim = sync_wait(store_.find(id));
  (void)store_.append("letters", claim.holder + ": our surveyor will call");
  asio::steady_timer visit(executor_, std::chrono::milliseconds(40));
  co_await visit.async_wait(asio::use_awaitable);
  claim.payout = claim.amount * 3 / 4;
  claim.status = "assessed";
  co_await store_.update(claim);
  audit_.append("claim " + std::to_string(id) + " assessed on the spot");
}

} // namespace claims
