// What a suspension point can do to the coroutine around it.
#pragma once

#include "model/syntax/Flow.h"

namespace async_checks {

class Model;

/// Knows the coroutines that run to their end without letting others run: they await
/// nothing but what is always ready, or each other.
class UninterruptedCoroutines {
public:
  explicit UninterruptedCoroutines(Model &Unit) : Unit(Unit) {}

  /// Whether \p Function is known to be one.
  bool contains(const clang::FunctionDecl &Function);

  /// Whether \p Coroutine is one, unless one of \p Awaited is none, which are added.
  bool isUnless(const Body &Coroutine,
                llvm::SmallVectorImpl<const clang::CallExpr *> &Awaited);

private:
  Model &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Known;
};

/// Whether the coroutine \p In may be suspended at \p At and others may run meanwhile. An
/// awaiter that is always ready, as one that asks for the executor, never lets them.
bool maySuspend(const Suspension &At, const Body &In, Model &Model);

/// The suspension points of \p In that may suspend it.
llvm::SmallVector<const Suspension *, 4> realSuspensions(const Body &In, Model &Model);

/// The same, to be looked for in its flow.
Flow::Marks suspensionMarks(const Body &In, Model &Model);

/// Whether the coroutine \p In may be resumed on another thread than the one that
/// suspended it, as far as its library tells.
bool mayChangeThread(const Body &In, Model &Model);

/// Whether the value of \p Use, which stands in one full-expression with \p At, is still
/// needed once \p At is resumed: `use = co_await f()`, `use.push_back(co_await f())`.
bool isNeededAfter(const clang::Expr &Use, const Suspension &At, const Body &In);

/// Whether \p Use names what a loop goes over whose rounds suspend.
bool isRangeOfSuspending(const clang::Stmt &Use, const Body &In);

/// The suspension points from which the body may come to one of \p Uses without one of
/// \p Barriers on the way, and those with which it stands in one full-expression and
/// after which it is needed, in the order of the source.
std::vector<const Suspension *>
suspensionsBeforeUse(llvm::ArrayRef<const clang::Expr *> Uses,
                     const Flow::Marks &Barriers, const Body &In, const Flow &Flow);

/// The locks and permits that a body takes, by objects or by awaiting them.
class TakenLocks {
public:
  TakenLocks(Model &Model, const Body &In);

  /// Whether one that is taken before \p From is still held at \p At.
  bool areHeldAt(const Suspension &At, const clang::Stmt &From) const;

private:
  const Body &In;
  bool AreGiven = false; ///< by a parameter
  llvm::SmallVector<const clang::DeclStmt *, 2> Guards;
  llvm::SmallVector<const Suspension *, 2> Awaits;
};

} // namespace async_checks
