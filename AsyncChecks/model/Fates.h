// Where a task goes that an expression makes, and who waits for it there.
#pragma once

#include "model/Body.h"

namespace async_checks {

class Model;

/// What becomes of a task.
enum class Destiny {
  Unknown,  ///< it goes where the model does not follow
  Awaited,  ///< somebody waits for it before the full expression ends
  Dropped,  ///< nobody keeps it
  Variable, ///< a local variable holds it, or the container in one
  Object,   ///< a member or a global variable holds it
  Caller,   ///< it is returned
  Started,  ///< a call starts it and goes on
};

/// One of the places that a task comes to.
struct Fate {
  Destiny Is = Destiny::Unknown;
  /// What gives it this fate: the `co_await`, the call that starts it, the `return`.
  const clang::Stmt *By = nullptr;
  /// The variable of Destiny::Variable, null for any other fate.
  const clang::VarDecl *Variable = nullptr;
};

/// What becomes of the task that \p Task stands for. What holds a task, as the result of
/// `when_all(f())` does, shares its fate.
Fate fateOf(const clang::Expr &Task, const Body &In, Model &Model);

/// fateOf(), and what becomes of the variables that hold it then.
llvm::SmallVector<Fate, 2> fatesOf(const clang::Expr &Task, const Body &In, Model &Model);

/// Whether \p In, behind the call \p Start that starts a task and goes on, does something
/// that may wait until the task is done: it suspends, parks the thread, runs an event
/// loop, uses what it has handed to \p Start, or has handed over an object that may wait
/// in its destructor. What stands outside of \p Scope comes too late; null stands for the
/// whole body.
bool waitsBehind(const clang::CallExpr &Start, const clang::Stmt *Scope, const Body &In,
                 Model &Model);

/// The statement at whose end \p Local is destroyed; null for a parameter.
const clang::Stmt *scopeOf(const clang::VarDecl &Local, const Body &In);

/// Whether \p Holder, which has got a task by \p Kept, is wanted when the scope of \p
/// Local is left, and was not within it.
bool isWantedBehind(const clang::VarDecl &Local, const clang::VarDecl &Holder,
                    const clang::Stmt &Kept, const Body &In);

} // namespace async_checks
