// Parameters by which a coroutine refers to what its callers may let go too early.
#pragma once

#include "model/unit/Uses.h"

namespace async_checks {

class Model;

/// A parameter that a coroutine should have taken by value.
struct Loan {
  const clang::ParmVarDecl *Parameter;
  /// Where the coroutine uses it when it may be gone.
  const clang::Stmt *Use;
  /// The call whose task lives on without what it was given; invalid where the types
  /// alone tell that there are such calls.
  clang::SourceLocation Call = {};
};

/// The parameters of the coroutine \p In that refer to what may be gone. One whose calls
/// in sight are all awaited before their arguments go is not among them, and none is if
/// the coroutine should be one that can be awaited.
llvm::SmallVector<Loan, 2> loansOf(const Body &In, Model &Model);

/// What the coroutine that a call runs has of its caller's when that goes on.
struct Lending {
  bool RunsOn = false; ///< the caller does something else meanwhile
  /// The parameters that are given what may go then: what the caller refers to itself,
  /// and what is its own. A bit each.
  uint32_t Lent = 0, Own = 0;
};
Lending lendingOf(const CallSite &Site, Model &Model);

/// Whether every call in sight of \p Coroutine, which takes \p Parameter, lets the task
/// live on and does not wait for it, so that the parameter is the mistake and not the
/// call. For an rvalue, which is given away, one such call is enough.
bool isParameterToBlame(const clang::FunctionDecl &Coroutine,
                        const clang::ParmVarDecl &Parameter, Model &Model);

} // namespace async_checks
