// Text that the compiler skips as the unit is compiled, and that another configuration
// has.
#pragma once

#include "model/syntax/Body.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace async_checks {

/// Whether \p Callable may have a `return` that its index does not know: in a branch of
/// the preprocessor, or one of `if constexpr`, that is not compiled.
bool hasUnseenReturn(const Body &Callable);

/// The first place in \p Callable where a branch of the preprocessor has one of \p Names
/// and that is none of \p Seen. Invalid if there is none.
clang::SourceLocation unseenName(const Body &Callable, const llvm::StringSet<> &Names,
                                 const llvm::DenseSet<clang::SourceLocation> &Seen);

} // namespace async_checks
