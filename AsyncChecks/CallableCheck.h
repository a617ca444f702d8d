// The base of checks that look at one function, method or lambda at a time.
#pragma once

#include "AsyncCheck.h"

namespace async_checks {

/// Shows each callable that the user wrote to examine(). A template is examined in its
/// pattern and in every instance: what they find at one place is reported once, with a
/// fix only if all instances agree on it.
class CallableCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void onEndOfTranslationUnit() final;

protected:
  /// Calls found() for all that is wrong in \p Callable.
  virtual void examine(const Body &Callable, Model &Model) = 0;

  /// Whether examine() sees initialisers of members and of variables outside of functions
  /// as well.
  virtual bool looksAtInitialisers() const { return false; }

  /// Whether the unit is looked at as a whole instead, even if it has no callables.
  virtual bool looksAtWhole() const { return false; }
  virtual void examineWhole(Model &Model) {}

  /// Whether examine() sees functions with lambdas in a unit without coroutines as well.
  virtual bool looksAtLambdasAnywhere() const { return false; }

  void found(Finding Finding);

private:
  /// What the definitions of one callable have found at one place.
  struct Place {
    std::vector<Finding> Findings;
    unsigned ByInstances = 0;
  };

  void examineUnit(Model &Unit);
  llvm::DenseSet<const clang::FunctionDecl *> makersOfLambdas();
  void examineAll(llvm::ArrayRef<const Body *> Definitions, Model &Model);
  void examineInitialisers(Model &Model);

  llvm::MapVector<clang::SourceLocation, Place> Places;
  bool IsInstance = false;
};

} // namespace async_checks
