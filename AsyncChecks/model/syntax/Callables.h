// What calls of functions and function objects return.
#pragma once

#include "clang/AST/ASTContext.h"

namespace async_checks {

/// What a call of a value of \p Type returns; null if it cannot be called, or if that
/// depends on the arguments.
clang::QualType resultOfCallable(clang::QualType Type, clang::ASTContext &Context);

} // namespace async_checks
