// Results of coroutines that are references, pointers or views of what is their own.
#pragma once

#include "model/lifetime/Holds.h"

namespace async_checks {

/// What a coroutine returns, and what that refers to: its variable, its parameter or what
/// that refers to, or a temporary.
struct OwnResult {
  const clang::Expr *Returned;
  Referent Refers;

  /// Whether it is gone before anybody can use the result: parameters are there as long
  /// as the task.
  bool isLost() const {
    return Refers.Lives == Lifetime::Temporary ||
           (Refers.Lives == Lifetime::Local &&
            !llvm::isa<clang::ParmVarDecl>(Refers.Variable));
  }
};

/// The results of this kind of the coroutine \p In.
llvm::SmallVector<OwnResult, 2> ownResults(const Body &In, Model &Model);

} // namespace async_checks
