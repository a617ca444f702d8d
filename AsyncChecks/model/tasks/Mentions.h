// Variables that are named as they are, or as rvalues.
#pragma once

#include "clang/AST/Expr.h"

namespace async_checks {

/// What \p Node makes an rvalue of and does nothing else with: `std::move(t)`,
/// `std::forward<T>(t)`, `static_cast<T &&>(t)`. Null for other nodes.
const clang::Expr *movedBy(const clang::Stmt &Node);

/// An expression that stands for a variable, whether it is `t` or `std::move(t)`.
struct Mention {
  const clang::DeclRefExpr *Name = nullptr;
  bool IsMoved = false;
};

/// The variable that \p E stands for; none if it stands for anything else.
Mention mentionIn(const clang::Expr *E);

} // namespace async_checks
