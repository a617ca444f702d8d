// The base of checks that look at one function, method or lambda at a time.
#pragma once

#include "AsyncCheck.h"
#include "llvm/ADT/MapVector.h"

namespace async_checks {

/// Shows each callable that the user wrote to examine(). A template is examined in its
/// pattern and in every instance: what they find at one place is reported once, with a
/// fix only if all instances agree on it.
class CallableCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  void onEndOfTranslationUnit() final;

protected:
  /// Calls found() for all that is wrong in \p Callable.
  virtual void examine(const Body &Callable, Model &Model) = 0;

  void found(Finding Finding);

private:
  /// What the instances of the callable at one place in the source have found.
  struct Place {
    std::vector<Finding> Findings;
    unsigned ByInstances = 0;
  };
  struct Site {
    unsigned Instances = 0;
    llvm::MapVector<clang::SourceLocation, Place> Places;
  };

  llvm::MapVector<clang::SourceLocation, Site> Sites;
  llvm::DenseSet<const clang::FunctionDecl *> Seen;
  Site *Current = nullptr;
  bool IsInstance = false;
};

} // namespace async_checks
