// Ordinary functions that run as a part of coroutines.
#pragma once

#include "model/unit/Uses.h"

namespace async_checks {

/// Where the way from a coroutine enters an ordinary function: a call, or an expression
/// that makes the object whose constructor or destructor the function is.
struct Entry {
  const Body *In;
  const clang::Expr *At;
};

/// The ordinary functions of a unit that its coroutines call, themselves or through other
/// ordinary functions. A virtual call, a call through a pointer and a blocking wait end
/// the search, and so does what may block by its nature. Linear in the size of all
/// bodies.
class Reach {
public:
  explicit Reach(Model &Model);

  /// The last step on the shortest way from a coroutine to \p Function; null if there is
  /// no way in the unit.
  const Entry *of(const clang::FunctionDecl &Function) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, Entry> Entries;
};

} // namespace async_checks
