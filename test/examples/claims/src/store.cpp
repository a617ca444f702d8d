#include "store.h"

namespace claims {

asio::awaitable<int> ClaimStore::insert(Claim claim) {
  return run([this, claim]() mutable {
    claim.id = static_cast<int>(claims_.size()) + 1;
    claims_[claim.id] = claim;
    return claim.id;
  });
}

asio::awaitable<Claim> ClaimStore::find(int id) {
  return run([this, id] {
    const auto found = claims_.find(id);
    if (found == claims_.end())
      throw Failure(404, "no claim " + std::to_string(id));
    return found->second;
  });
}

asio::awaitable<void> ClaimStore::update(Claim claim) {
  return run([this, claim] { claims_[claim.id] = claim; });
}

asio::awaitable<std::vector<Claim>> ClaimStore::open_claims() {
  return run([this] {
    std::vector<Claim> open;
    for (const auto &[id, claim] : claims_)
      if (claim.status != "settled")
        open.push_back(claim);
    return open;
  });
}

asio::awaitable<Row> ClaimStore::append(std::string table, std::string line) {
  return run([this, table, line] {
    tables_[table].push_back(line);
    return Row{table, static_cast<int>(tables_[table].size())};
  });
}

asio::awaitable<std::vector<std::string>> ClaimStore::lines(std::string table) {
  return run([this, table] { return tables_[table]; });
}

asio::awaitable<int> ClaimStore::balance() {
  return run([this] { return balance_; });
}

asio::awaitable<void> ClaimStore::set_balance(int balance) {
  return run([this, balance] { balance_ = balance; });
}

} // namespace claims
