// Names that new code may use.
#pragma once

#include "fix/Edit.h"

namespace async_checks {

/// Whether a token of \p Range is the identifier \p Name.
bool mentionsName(const Source &Text, clang::SourceRange Range, llvm::StringRef Name);

} // namespace async_checks
