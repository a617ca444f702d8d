// Names that new code may use.
#pragma once

#include "fix/Edit.h"
#include "llvm/ADT/StringSet.h"

namespace async_checks {

/// The identifiers that \p Range consists of, comments left out.
llvm::StringSet<> identifiersIn(const Source &Text, clang::SourceRange Range);

} // namespace async_checks
