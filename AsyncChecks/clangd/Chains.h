// Code actions that make a chain of functions asynchronous, as `async-tidy --plan` has
// left them in the build folder.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"

namespace async_checks {

/// What a client asks code actions for.
struct Asked {
  std::string Uri;
  std::string Path;      ///< real
  int64_t First, Last;   ///< lines, from zero
  llvm::json::Array For; ///< the diagnostics
};

/// The actions for chains that begin in the lines that are asked for. \p BuildFolder is
/// where the user says that the compile database is; if empty, it is looked for as clangd
/// does. A chain is left out if one of its files has changed since, or is in \p Unsaved.
llvm::json::Array chainActions(const Asked &Where, llvm::StringRef BuildFolder,
                               const llvm::StringSet<> &Unsaved);

} // namespace async_checks
