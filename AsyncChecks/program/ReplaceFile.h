// Files that others read while they are written anew.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace async_checks::program {

/// Writes \p Text to \p Path, at once or not at all, and makes the folders on the way. A
/// file that has this text already is not touched.
llvm::Error replaceFile(llvm::StringRef Path, llvm::StringRef Text);

} // namespace async_checks::program
