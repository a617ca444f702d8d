// Functions that hand back a task with no coroutine behind it.
#pragma once

#include "model/syntax/Body.h"
#include "model/types/EmptyTasks.h"

namespace async_checks {

class Model;

/// A `return` of a task that somebody should await, and cannot.
struct NullReturn {
  const clang::ReturnStmt *Return;
  /// What is handed back: an object made of nothing, or the name of a variable.
  const clang::Expr *Task;
  /// The variable, if it is one, and where it was moved elsewhere; nulls if not.
  const clang::VarDecl *Variable = nullptr;
  const clang::Expr *Move = nullptr;
  AwaitResult Awaiting = {};
  /// Where a caller awaits or starts what the function returns without asking it. Null if
  /// it cannot be asked.
  const clang::Expr *Await = nullptr;
};

/// The returns of \p In, an ordinary function, that hand back no coroutine.
std::vector<NullReturn> findNullReturns(Model &Model, const Body &In);

} // namespace async_checks
