#pragma once

#include "ledger.h"
#include "rules.h"
#include "store.h"

namespace claims {

/// Decides what a claim is worth and enters that in the store.
class Assessor {
public:
  virtual ~Assessor() = default;

  virtual void assess(int id) = 0;
};

/// Assesses by the rules alone.
class DeskAssessor : public Assessor {
public:
  DeskAssessor(ClaimStore &store, AuditLog &audit, RulesEngine &rules)
      : store_(store), audit_(audit), rules_(rules) {}

  void assess(int id) override;

private:
  ClaimStore &store_;
  AuditLog &audit_;
  RulesEngine &rules_;
};

/// Sends somebody to look at the damage, and pays three quarters of it.
class FieldAssessor : public Assessor {
public:
  FieldAssessor(asio::any_io_executor executor, ClaimStore &store, AuditLog &audit)
      : executor_(std::move(executor)), store_(store), audit_(audit) {}

  void assess(int id) override;

private:
  asio::any_io_executor executor_;
  ClaimStore &store_;
  AuditLog &audit_;
};

} // namespace claims
