// Ordinary functions that run as a part of coroutines.
#pragma once

#include "model/Uses.h"

namespace async_checks {

/// The ordinary functions of a unit that its coroutines call, themselves or through other
/// ordinary functions. A virtual call, a call through a pointer and a blocking wait end
/// the search, and so does what may block by its nature. Linear in the size of all
/// bodies.
class Reach {
public:
  explicit Reach(Model &Model);

  /// The last call on the shortest way from a coroutine to \p Function; null if there is
  /// no way in the unit.
  const CallSite *of(const clang::FunctionDecl &Function) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, CallSite> Callers;
};

} // namespace async_checks
