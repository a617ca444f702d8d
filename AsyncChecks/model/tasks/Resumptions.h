// What an `await_suspend` does with the coroutine it was called for.
#pragma once

#include "model/syntax/Body.h"
#include <vector>

namespace async_checks {

class Model;

/// A call in an `await_suspend` that runs a coroutine until that suspends again.
struct Resumption {
  const clang::CallExpr *Call;
  const clang::Expr *Handle; ///< what is resumed
  /// It is the parameter: the coroutine that awaits.
  bool IsOwn = false;
  /// Nothing follows but the end of the body, or a `return` of nothing that is asked for.
  bool IsLast = false;
  /// That `return`, if it stands right behind the call.
  const clang::ReturnStmt *Return = nullptr;
};

/// The resumptions of \p Callable; none if it is no `await_suspend`.
std::vector<Resumption> findResumptions(Model &Model, const Body &Callable);

/// A use of the awaiter by its `await_suspend`, when the coroutine that owns it may run
/// already, or is gone.
struct AwaiterUse {
  const clang::Expr *Use;   ///< the member, or the call of one
  const clang::Expr *LetGo; ///< the call that has handed over the coroutine
  bool IsDestroyed;         ///< or has destroyed it
};

/// The first use of the awaiter after each call of \p Callable that hands its coroutine
/// to another thread, or destroys it.
std::vector<AwaiterUse> findAwaiterUses(Model &Model, const Body &Callable);

/// Whether \p Type is `std::coroutine_handle`, of whatever promise.
bool isCoroutineHandle(clang::QualType Type, Model &Model);

/// The handle that the caller gives to \p Function; null if that is no `await_suspend`.
const clang::ParmVarDecl *awaitingHandle(const clang::FunctionDecl &Function);

} // namespace async_checks
