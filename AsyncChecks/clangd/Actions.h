// Code actions for what the checks have found in a file: fixes that leave the file, all
// fixes at once, and comments that silence a check.
#pragma once

#include "Asked.h"
#include "Heard.h"

namespace async_checks {

/// The kind of the action that makes all fixes of a file.
inline constexpr llvm::StringLiteral FixAllKind = "source.fixAll.async";

/// A diagnostic as the client has got it.
struct Published {
  std::string Check, Message;
  int64_t Line; ///< from zero
};

/// Those of our checks among the diagnostics that \p Parameters publish.
std::vector<Published> publishedIn(const llvm::json::Value &Parameters);

/// What a fix is called that ends the finding with \p Message.
std::string fixTitle(llvm::StringRef Message);

/// The actions for those of \p Findings that are published: what clangd has dropped on
/// the way was silenced. Left out are fixes that clangd offers itself, and those in a
/// file that has changed since, or is in \p Unsaved.
llvm::json::Array findingActions(const Asked &Where,
                                 llvm::ArrayRef<HeardFinding> Findings,
                                 llvm::ArrayRef<Published> Told,
                                 const llvm::StringSet<> &Unsaved, Units Counted);

} // namespace async_checks
