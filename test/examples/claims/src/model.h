#pragma once

#include <stdexcept>
#include <string>

namespace claims {

struct Claim {
  int id = 0;
  std::string holder;
  std::string kind;
  int amount = 0;
  int payout = 0;
  std::string status = "submitted";
};

inline std::string describe(const Claim &claim) {
  std::string text = "claim " + std::to_string(claim.id) + ": " + claim.holder + ", " +
                     claim.kind + ", " + std::to_string(claim.amount) + ", " +
                     claim.status;
  if (claim.payout > 0)
    text += ", payout " + std::to_string(claim.payout);
  return text;
}

/// A request that cannot be met, with the status code that tells the client so.
class Failure : public std::runtime_error {
public:
  Failure(int status, const std::string &what)
      : std::runtime_error(what), status_(status) {}

  int status() const { return status_; }

private:
  int status_;
};

} // namespace claims
