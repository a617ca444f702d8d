// Lambdas whose closures die before the coroutines are done that use their captures.
#pragma once

#include "model/lifetime/Takings.h"
#include "model/syntax/Body.h"
#include <vector>

namespace async_checks {

class Model;

/// Why a closure is gone too early.
enum class ClosureEnd {
  Expression, ///< it is a temporary, called at once
  Scope,      ///< a local variable holds it, and its task leaves the scope
  Sink,       ///< who takes it lets it go after the call
  Listener,   ///< who takes it has it until nobody listens any more
};

/// A closure that is gone while a coroutine still uses its captures.
struct LostClosure {
  const clang::LambdaExpr *Lambda;
  ClosureEnd End;
  /// The call of the closure whose task lives on, or the one that takes the closure.
  const clang::Expr *Call;
  /// Where the coroutine uses a capture when it may be gone, or what the task that an
  /// ordinary lambda returns refers to a capture by.
  const clang::Stmt *Use;
};

/// The closures made in \p In that are gone too early. Whoever is not known to let a
/// closure go keeps it. A coroutine that should be one that can be awaited is not among
/// them.
std::vector<LostClosure> lostClosures(const Body &In, Model &Model);

/// What \p In does with a parameter that is made for one function type, as a
/// `std::function` is.
OwnTaking takingOfCallable(const clang::ParmVarDecl &Callable, const Body &In,
                           Model &Model);

} // namespace async_checks
