// Work that another thread is given only to wait for something asynchronous.
#pragma once

#include "model/waiting/Waits.h"

namespace async_checks {

/// A call that has a callable run elsewhere, which does nothing there but wait for a
/// task, or make one.
struct Offload {
  const clang::CallExpr *Call;
  /// What waits for the result of \c Call, or awaits it, and for the task that comes out
  /// of it: `co_await pool.submit(f)`. Null if a coroutine does not wait at once.
  const clang::Expr *Whole = nullptr;
  /// The task in the callable, as it may stand in the coroutine too; null if it may not.
  const clang::Expr *Task = nullptr;
  /// \c Task is a callable that makes the task.
  bool TaskIsMade = false;
  /// What would be awaited.
  clang::QualType Type;
  /// The callable parks its thread, as opposed to one that only makes a task.
  bool Waits = false;
  /// The wait in the callable, as it may stand in front of it too; null if it may not.
  const clang::Expr *Wait = nullptr;
  /// The variable that holds the result until the next statement waits for it: \c Whole
  /// stands there. Null if there is none.
  const clang::VarDecl *Kept = nullptr;
};

/// See Model::offload().
std::optional<Offload> findOffload(Model &Model, const clang::CallExpr &Call,
                                   const Body &In);

/// See Model::offloadBehind().
std::optional<Offload> findOffloadBehind(Model &Model, const clang::Expr &Wait,
                                         const Body &In);

} // namespace async_checks
