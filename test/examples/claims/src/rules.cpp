#include "rules.h"

#include <map>

namespace claims {
namespace {

struct Tariff {
  int excess;
  int rate;
};

const Tariff &tariff_for(const std::string &kind) {
  static const std::map<std::string, Tariff> tariffs = {
      {"fire", {500, 80}}, {"theft", {300, 60}}, {"water", {200, 90}}};
  const auto found = tariffs.find(kind);
  if (found == tariffs.end())
    throw Failure(422, "no tariff covers " + kind);
  return found->second;
}

/// Resumes whoever awaits it on one of the threads of the pool.
struct ResumeOn {
  asio::thread_pool &pool;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> caller) const {
    asio::post(pool, [caller] { caller.resume(); });
  }
  void await_resume() const noexcept {}
};

} // namespace

Task<int> RulesEngine::excess_for(std::string kind) {
  co_await ResumeOn{workers_};
  co_return tariff_for(kind).excess;
}

Task<int> RulesEngine::rate_for(std::string kind) {
  co_await ResumeOn{workers_};
  co_return tariff_for(kind).rate;
}

Task<int> RulesEngine::reserve(int payout) {
  co_await ResumeOn{workers_};
  co_return reserved_ += payout;
}

Task<Quote> RulesEngine::quote(Claim claim) {
  const int excess = excess_for(claim.kind).get();
  if (claim.amount <= excess)
    co_return Quote{excess, 0};
  auto rate = rate_for(claim.kind);
  const int payout = (claim.amount - excess) * rate.get() / 100;
  reserve(payout);
  co_return Quote{excess, payout};
}

} // namespace claims
