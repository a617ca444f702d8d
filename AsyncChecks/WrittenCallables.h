// The functions, methods and lambdas that the user wrote, found once for all checks.
#pragma once

#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"

namespace async_checks {

/// Collects every callable of the unit while its AST is matched. One matcher does for all
/// checks: to try one per check on every function costs more than what the checks do.
class WrittenCallables : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  void registerMatchers(clang::ast_matchers::MatchFinder &Finder);

  void run(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  llvm::StringRef getID() const override { return "async-*"; }

  /// The definitions at one place in the source: a function, or the pattern of a template
  /// and its instances.
  using Definitions = llvm::SmallVector<const clang::FunctionDecl *, 1>;

  /// All callables, in the order of the source. Complete at the end of the unit.
  const llvm::MapVector<clang::SourceLocation, Definitions> &all() const { return All; }

  /// The AST they belong to; null if none was matched.
  clang::ASTContext *context() const { return Context; }

private:
  llvm::MapVector<clang::SourceLocation, Definitions> All;
  llvm::DenseSet<const clang::FunctionDecl *> Seen;
  clang::ASTContext *Context = nullptr;
};

} // namespace async_checks
