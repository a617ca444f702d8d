// Values that tell whether an operation worked.
#pragma once

#include "clang/AST/Type.h"

namespace async_checks {

class Model;

/// What is lost with a value that nobody looks at.
enum class Outcome {
  None,    ///< nothing that anybody has to know
  Failure, ///< whether the operation worked
  Wanted,  ///< what its class says that nobody may drop
  Results, ///< what each of several operations has thrown
};

/// What a value of \p Type tells. A task, and whatever else can be awaited, tells nothing
/// by itself.
Outcome outcomeOf(clang::QualType Type, Model &Model);

/// Whether a value of \p Type may have an exception that was caught, or that a coroutine
/// keeps for it.
bool keepsException(clang::QualType Type, Model &Model);

/// What tells of a failure in a value of \p Type: what a pair or a tuple begins with, or
/// the type itself.
clang::QualType tellerIn(clang::QualType Type, const Model &Model);

} // namespace async_checks
