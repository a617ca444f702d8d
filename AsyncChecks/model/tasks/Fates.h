// Where a task goes that an expression makes, and who waits for it there.
#pragma once

#include "model/syntax/Body.h"

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
  /// The member or the variable of Destiny::Object, null if it has no name here.
  const clang::ValueDecl *Keeper = nullptr;
};

/// What becomes of the task that \p Task stands for. What holds a task, as the result of
/// `when_all(f())` does, shares its fate.
Fate fateOf(const clang::Expr &Task, const Body &In, Model &Model);

/// fateOf(), and what becomes of the variables that hold it then.
llvm::SmallVector<Fate, 2> fatesOf(const clang::Expr &Task, const Body &In, Model &Model);

/// Whether \p In, behind the call \p Start that starts a task and goes on, does something
/// that may wait until the task is done: it suspends, parks the thread, runs an event
/// loop, uses what it has handed to \p Start, spins on what the task sets, hands somebody
/// the future of what it does, or has handed over an object that may wait in its
/// destructor. To start more, or to return what \p Start was given, is no wait. What
/// stands outside of \p Scope comes too late; null stands for the whole body.
bool waitsBehind(const clang::CallExpr &Start, const clang::Stmt *Scope, const Body &In,
                 Model &Model);

/// Whether \p Call parks the thread, or runs what completes tasks, as far as its name or
/// the function tells.
bool mayFinish(const clang::CallExpr &Call, const Body &In, Model &Model);

/// Whether the function \p In, or the one around it, runs a loop or waits behind \p
/// Start, and by what \p Start has: `start(loop); loop.exec();`, or looks at that then.
bool isFinishedBehind(const clang::CallExpr &Start, const Body &In, Model &Model);

/// Whether \p In, behind \p Kept, which has put a task into \p Keeper, awaits or waits
/// for what is in there, before \p Scope is left; null stands for the whole body.
bool isAwaitedBehind(const clang::ValueDecl &Keeper, const clang::Stmt &Kept,
                     const clang::Stmt *Scope, const Body &In, Model &Model);

/// Whether a call that is given \p Task, or one of the variables of \p Fates that hold
/// it, is given \p Local for good, so that both go together:
/// `promise.attach(std::move(local))`.
bool isHandedAlong(const clang::VarDecl &Local, const clang::CallExpr &Task,
                   llvm::ArrayRef<Fate> Fates, const Body &In);

/// Whether \p Holder, which has got a task by \p Kept, is wanted when the scope of \p
/// Local is left, and was not within it.
bool isWantedBehind(const clang::VarDecl &Local, const clang::VarDecl &Holder,
                    const clang::Stmt &Kept, const Body &In);

} // namespace async_checks
