// Writes what a unit says of its functions, in the run that checks it.
#pragma once

#include "clang/ASTMatchers/ASTMatchFinder.h"

namespace async_checks {

class SharedModel;

/// Writes the summary of the unit into the folder that the options name, for
/// `async-link`.
class SummaryWriter : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  explicit SummaryWriter(SharedModel &Models) : Models(Models) {}

  void registerMatchers(clang::ast_matchers::MatchFinder &Finder);

  void run(const clang::ast_matchers::MatchFinder::MatchResult &Result) override {
    Context = Result.Context;
  }
  llvm::StringRef getID() const override { return "async-*"; }

  /// Must be called when all checks are done with the unit: what they have asked is a
  /// part of the summary.
  void write();

private:
  SharedModel &Models;
  clang::ASTContext *Context = nullptr;
};

} // namespace async_checks
