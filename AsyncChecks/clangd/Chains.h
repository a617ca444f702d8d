// Code actions that make a chain of functions asynchronous, as `async-tidy --plan` has
// left them in the build folder.
#pragma once

#include "Asked.h"
#include "Places.h"

namespace async_checks {

/// The actions for chains that begin in the lines that are asked for. \p BuildFolder is
/// where the user says that the compile database is; if empty, it is looked for as clangd
/// does. A chain is left out if one of its files has changed since, or is in \p Unsaved.
llvm::json::Array chainActions(const Asked &Where, llvm::StringRef BuildFolder,
                               const llvm::StringSet<> &Unsaved, Units Counted);

} // namespace async_checks
