// What a client asks code actions for.
#pragma once

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <vector>

namespace async_checks {

struct Asked {
  std::string Uri;
  std::string Path;              ///< real
  int64_t First, Last;           ///< lines, from zero
  llvm::json::Array For;         ///< the diagnostics
  std::vector<std::string> Only; ///< the kinds that are wanted; empty for all

  /// Whether actions of \p Kind are wanted, as such or as part of a wider one.
  bool wants(llvm::StringRef Kind) const;
};

/// The path of the document that the parameters of a message are about, its one name;
/// null if there is none.
std::optional<std::string> pathIn(const llvm::json::Value &Parameters);

/// Null if \p Parameters are not those of a request for code actions.
std::optional<Asked> askedBy(const llvm::json::Value &Parameters);

} // namespace async_checks
