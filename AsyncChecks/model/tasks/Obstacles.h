// What keeps ordinary functions from being coroutines.
#pragma once

#include "model/syntax/Body.h"
#include "program/Records.h"

namespace async_checks {

class Model;

/// Why the ordinary function \p Callable cannot become a coroutine, as far as the unit
/// shows: the language forbids it, or its author has asked for something that a coroutine
/// does not keep. Nullopt if it can.
std::optional<program::Obstacle> obstacleOf(Model &Model, const Body &Callable);

/// The parts of a body in which a coroutine that stands still could keep a lock from
/// others.
class LockedParts {
public:
  LockedParts(Model &Model, const Body &In);

  bool have(const clang::Stmt &Node) const;
  bool areNone() const { return !IsAll && Guards.empty(); }

private:
  const Body &In;
  bool IsAll = false; ///< something is unlocked by hand
  llvm::SmallVector<const clang::DeclStmt *, 2> Guards;
};

/// Whether a task can hold \p Value, and \p Value stands before the name of a function
/// that returns it.
bool isPlainResult(clang::QualType Value, Model &Model);

} // namespace async_checks
