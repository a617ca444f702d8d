// Writes `co_await` where the value of a task is wanted.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"

namespace async_checks {

/// What to await, and in whose place.
struct AwaitRequest {
  const clang::Expr *Whole;   ///< the expression that goes
  const clang::Expr *Operand; ///< the part of it, or all, that stays behind `co_await`
  bool Dereference = false;   ///< \c Operand is a pointer to what is awaited
  clang::QualType Type = {};  ///< what \c Operand will be, if another edit changes that
  bool Call = false;          ///< \c Operand is a callable, and a call of it is awaited
  /// The promise of the coroutine that another edit makes of the function.
  const clang::CXXRecordDecl *Promise = nullptr;
  /// \c Operand is a call whose result, after another edit, is a task that the coroutine
  /// can await, although its type is not in sight.
  bool IsOnTrust = false;
  /// \c Whole may be the argument of a macro, and is written anew there.
  bool MayBeArgument = false;
};

/// The edit that makes \c Whole a `co_await` of \c Operand: parentheses as precedence
/// wants them, `std::move` around an lvalue that can be awaited only as an rvalue,
/// comments kept. Nullopt where `co_await` may not stand, where the coroutine cannot
/// await the operand, or where a macro wrote a part of it.
std::optional<Edit> awaitExpr(Model &Model, const Body &In, const AwaitRequest &Request);

/// The edit that makes a `co_await` of \p Wait, if that yields what the wait hands back.
std::optional<Edit> awaitInstead(Model &Model, const Body &In, const BlockingWait &Wait);

/// The same where another edit makes a coroutine with \p Promise of the function.
std::optional<Edit> awaitInstead(Model &Model, const Body &In, const BlockingWait &Wait,
                                 const clang::CXXRecordDecl *Promise);

} // namespace async_checks
