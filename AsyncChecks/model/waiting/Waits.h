// Calls that park the thread until something asynchronous completes.
#pragma once

#include "model/syntax/Body.h"
#include "model/waiting/Completion.h"

namespace async_checks {

class Model;

/// A call that blocks until an awaitable or a future completes.
struct BlockingWait {
  /// The call to be replaced: `x.wait().get()` as a whole.
  const clang::CallExpr *Whole;
  /// What is waited for.
  const clang::Expr *Awaited;
  /// \c Awaited is a pointer to it, as in `x->get()`.
  bool ThroughPointer = false;
  /// The wait gives up after a time, so that nothing else stands for it.
  bool IsTimed = false;
  /// Another call finds no result, if the type hands it out once: `get()`, and not
  /// `wait()`.
  bool TakesResult = true;

  /// The type of what is waited for, pointers looked through.
  clang::QualType awaitedType() const;
};

/// True if both types are known and differ in references and qualifiers at most.
bool sameValue(const clang::ASTContext &Context, clang::QualType A, clang::QualType B);

/// Whether \p Wait, whatever its name says, calls a function in sight that waits for
/// nobody.
bool isPromptWait(Model &Model, const BlockingWait &Wait);

/// See Model::isWaitFunction().
bool waitsForTask(Model &Model, const clang::FunctionDecl &Function);

/// See Model::wait() and Model::blockingWait().
std::optional<BlockingWait> findWait(Model &Model, const clang::CallExpr &Call);
std::optional<BlockingWait> findBlockingWait(Model &Model, const clang::CallExpr &Call,
                                             const Body &In);

} // namespace async_checks
