// Coroutines that outlive their caller, and what keeps their object meanwhile.
#pragma once

#include "model/suspension/Suspensions.h"
#include "clang/AST/DeclCXX.h"

namespace async_checks {

/// A use of `this` when the object may be gone.
struct LateUse {
  /// The class of the object.
  const clang::CXXRecordDecl *Class;
  /// The first use after the suspension.
  const clang::Expr *Use;
  const clang::Expr *Suspension;
  /// The call that lets go of the task; null if nobody could keep it.
  const clang::CallExpr *Spawn;
  /// The coroutine starts when it is called, while its object is there.
  bool IsEager;
  /// The member by which the object hands out an owner of itself; null if there is none.
  const clang::CXXMethodDecl *Owner;
};

/// Where \p In, a coroutine that runs on when its caller does, uses an object with shared
/// ownership that nothing in it keeps.
std::optional<LateUse> findLateUse(Model &Model, const Body &In);

} // namespace async_checks
