// Results that are known to be there.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// `0s`, `std::chrono::seconds(0)`, `milliseconds{}`, `duration::zero()`
bool isZeroDuration(const clang::Expr *E);

/// Whether \p Given is a time of the standard library, or a number that may be one.
bool isTime(const clang::Expr &Given);

/// Whether \p Wait ends when its first argument says: `wait_for(1s)`, `Wait(10)`.
bool isTimed(const clang::CXXMemberCallExpr &Wait);

/// Whether \p Wait is told to take no time: `wait_for(0s)`, `Wait(0)`.
bool takesNoTime(const clang::CXXMemberCallExpr &Wait);

/// Whether the task or future \p Awaited is complete at \p At in \p In, as far as the
/// code says: it came out of a `co_await`, was awaited before, alone or with others, the
/// code asked for it before, or whoever calls the function hands over nothing else.
bool isComplete(Model &Model, const clang::Expr &Awaited, const clang::Stmt &At,
                const Body &In);

/// Whether \p Call asks something awaitable that is complete for what it has.
bool readsComplete(Model &Model, const clang::CallExpr &Call, const Body &In);

/// The variable or field that \p E reads a part of: `tasks` for `std::move(tasks[0])`,
/// `this->pending`, `*pending`. Null if it is none.
const clang::ValueDecl *namedBy(const clang::Expr &E);

/// Whether \p Awaited is a parameter by which an ordinary function is lent what its
/// callers know all about.
bool isLent(const clang::Expr &Awaited, const Body &In);

} // namespace async_checks
