// What one unit does so that chains of functions, which lie in several, become
// asynchronous.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "program/Plan.h"

namespace async_checks {

/// The part that a unit has in a chain.
struct ChainPart {
  std::string Chain;
  clang::SourceLocation At;
  std::optional<Edit> Changes;
  std::string Refusal; ///< why there are none
};

/// The parts that the unit of \p Model has in the chains of \p Plan that are not refused.
/// If one of the parts of a chain is refused, none of them may be made.
std::vector<ChainPart> chainParts(Model &Model, const program::Plan &Plan);

} // namespace async_checks
