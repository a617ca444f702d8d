// A function of the whole program.
#pragma once

#include "program/Records.h"
#include <memory>

namespace async_checks::program {

/// What units say of a function that they define; several do for a template or an inline
/// function. Small, as a program has many.
class Definition {
public:
  Definition(Function Said, unsigned Unit);

  /// Takes what \p From, another unit, says of the same function.
  void add(const Function &Said, unsigned From);

  /// Nothing is known of a function of which units say different things.
  bool isKnown() const { return OtherUnit == None; }
  /// The first unit, and one that says something else.
  unsigned unit() const { return Unit; }
  unsigned otherUnit() const { return OtherUnit; }

  uint32_t entity() const { return Entity; }
  const Place &at() const { return At; }
  Words<FunctionWord> says() const { return Says; }
  /// What keeps it from being a coroutine in one of the units.
  std::optional<program::Obstacle> obstacle() const { return Obstacle; }
  const std::vector<Call> &calls() const { return Calls; }
  const Details &details() const;

private:
  static constexpr unsigned None = ~0u;
  void set(Function Said);
  Function get() &&;
  bool isTheSame(const Function &Other) const;

  uint32_t Entity;
  Place At;
  Words<FunctionWord> Says;
  std::optional<program::Obstacle> Obstacle;
  unsigned Unit, OtherUnit = None;
  std::vector<Call> Calls;
  std::unique_ptr<Details> More; ///< null if there are none
};

} // namespace async_checks::program
