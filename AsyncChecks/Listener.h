// Who hears of findings beside clang-tidy: an editor's server, which offers more than a
// diagnostic can hold.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include <functional>
#include <memory>

namespace clang {
class ASTContext;
} // namespace clang

namespace async_checks {

/// Hears what the checks report in one unit.
class Listener {
public:
  virtual ~Listener() = default;

  /// A warning, or a note of the one before, and the changes that repair it.
  virtual void hear(llvm::StringRef Check, clang::DiagnosticIDs::Level Level,
                    clang::SourceLocation At, llvm::StringRef Message,
                    llvm::ArrayRef<clang::FixItHint> Changes,
                    const clang::ASTContext &Context) = 0;

  /// All checks are done with the unit.
  virtual void end() = 0;
};

/// Makes the listener of a unit by the path of its main file; empty if nobody listens. To
/// be set before the first unit.
inline std::function<std::unique_ptr<Listener>(llvm::StringRef MainFile)> MakeListener;

} // namespace async_checks
