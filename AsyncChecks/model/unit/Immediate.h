// What a call runs that its callee does not name.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// The functions that \p Call, in \p In, runs before it returns, and that others than its
/// callee name: the one behind a local variable, `auto run = &f; run();`, and what is
/// handed to somebody who calls it, `std::invoke(f)`. Lambdas that an algorithm of the
/// standard library calls are not among them, see Objects.
llvm::SmallVector<const clang::FunctionDecl *, 2>
calledAtOnce(const clang::CallExpr &Call, const Body &In, Model &Model);

} // namespace async_checks
