// Whether code does more than look.
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/STLExtras.h"

namespace async_checks {

/// Whether \p Node, and what stands in it, changes nothing that is there after it: it
/// assigns nothing, throws nothing, makes nothing that has to be destroyed, and calls
/// only what \p IsHarmless. Null changes nothing.
bool changesNothing(const clang::Stmt *Node,
                    llvm::function_ref<bool(const clang::CallExpr &)> IsHarmless);

/// Whether \p Call is of a function that is declared to do no more than look: `const`,
/// `constexpr`, or pure.
bool isDeclaredHarmless(const clang::CallExpr &Call);

} // namespace async_checks
