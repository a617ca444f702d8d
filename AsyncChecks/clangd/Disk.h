// Files as they are on the disk.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace async_checks {

/// The one name of the file at \p Path.
std::string realPath(llvm::StringRef Path);

/// The SHA-256 of \p Text, in hexadecimal digits.
std::string digestOf(llvm::StringRef Text);

/// Whether the file at \p Path has the text whose digest begins with \p Digest.
bool hasOnDisk(llvm::StringRef Path, llvm::StringRef Digest);

} // namespace async_checks
