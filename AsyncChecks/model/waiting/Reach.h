// Ordinary functions that run as a part of coroutines.
#pragma once

#include "model/unit/Uses.h"
#include "program/Records.h"

namespace async_checks {

/// Where the way from a coroutine enters an ordinary function: a call, or an expression
/// that makes the object whose constructor or destructor the function is.
struct Entry {
  const Body *In = nullptr;
  const clang::Expr *At = nullptr;
  /// The way through other units by which the function is entered, if the unit shows none
  /// that is as short. \c In and \c At are null then.
  const program::Answer *Elsewhere = nullptr;
};

/// A step from a coroutine to a function as it is shown: `Caller` calls `Called` here.
struct ReachStep {
  clang::SourceLocation At;
  std::string Caller, Called; ///< a lambda has no name
  bool IsCoroutine;           ///< the caller, which ends the way
};

/// The ordinary functions that coroutines call, themselves or through other ordinary
/// functions, as far as the unit and the program show. A virtual call that may run more
/// than one function, a call through a pointer and a blocking wait end the search, and so
/// does what may block by its nature. Linear in the size of all bodies.
class Reach {
public:
  explicit Reach(Model &Model);

  /// The last step on the shortest way from a coroutine to \p Function; null if there is
  /// no way in sight.
  const Entry *of(const clang::FunctionDecl &Function) const;

  /// The whole way to \p Function, the last step first.
  std::vector<ReachStep> way(const clang::FunctionDecl &Function) const;

private:
  async_checks::Model &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, Entry> Entries;
};

} // namespace async_checks
