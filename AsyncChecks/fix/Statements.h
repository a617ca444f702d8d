// Edits of whole statements.
#pragma once

#include "fix/Edit.h"

namespace async_checks {

/// Removes the statement \p Next, with the white space before it. It stands behind one
/// whose expression ends at \p Before; comments between them stay. Null if it cannot be
/// edited.
clang::FixItHint removeStatement(const Source &Text, clang::SourceLocation Before,
                                 clang::SourceRange Next);

} // namespace async_checks
