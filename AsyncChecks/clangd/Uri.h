// Paths as URIs of the scheme `file`, and back.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace async_checks {

std::string fileUri(llvm::StringRef Path);

/// Null if \p Uri names no file.
std::optional<std::string> pathOf(llvm::StringRef Uri);

} // namespace async_checks
