// Captures of callables that are called later, of what is gone by then.
#pragma once

#include "model/syntax/Body.h"
#include "model/tasks/Deferrals.h"

namespace clang {
class CXXMethodDecl;
class LambdaCapture;
} // namespace clang

namespace async_checks {

class Model;

/// A capture that refers to what may be gone when its lambda is called.
struct LostCapture {
  const clang::LambdaCapture *Capture;
  /// The local variable or parameter that it refers to; null for a temporary, and for the
  /// object.
  const clang::VarDecl *Variable = nullptr;
  /// Where the lambda uses it.
  const clang::Stmt *Use = nullptr;
  /// A copy of \c Variable would do as well.
  bool MayBeCopied = false;
};

/// A lambda that outlives what it has captured.
struct LostContinuation {
  const clang::LambdaExpr *Lambda;
  /// What keeps it, and what becomes of what that hands back.
  Deferral To;
  HandleEnd End;
  /// At least one.
  llvm::SmallVector<LostCapture, 2> Captures;
  /// The member by which the object could be kept, if its capture is lost and there is
  /// one.
  const clang::CXXMethodDecl *Owner = nullptr;
};

/// The lambdas made in \p In, no coroutines, that are called later and then use what is
/// gone: of the function's own, if nobody waits for the call before that goes, or an
/// object with shared ownership that the lambda does not keep.
std::vector<LostContinuation> lostContinuations(const Body &In, Model &Model);

/// The coroutine lambdas made in \p In that are started, and run on when what they refer
/// to of the function's own is gone.
std::vector<LostContinuation> lostStarts(const Body &In, Model &Model);

} // namespace async_checks
