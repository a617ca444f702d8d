// Keeps clang-tidy out of system headers where nobody looks at them.
#pragma once

#include "clang-tidy/ClangTidyOptions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

namespace async_checks {

/// Takes the system headers out of what the matchers are shown, as clang-tidy does itself
/// since LLVM 22. No check of ours looks into them, and to walk them costs a tenth of a
/// run, or half of one that has them precompiled.
class OwnCode : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  explicit OwnCode(const clang::tidy::ClangTidyOptions &Options);

  /// Adds the matcher to \p Finder, unless the options ask for system headers or enable
  /// other checks than ours, which may need them.
  void registerMatchers(clang::ast_matchers::MatchFinder &Finder);

  /// Called before the declarations of the unit are visited.
  void run(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  llvm::StringRef getID() const override { return "async-*"; }

private:
  const bool IsEnough;
};

} // namespace async_checks
