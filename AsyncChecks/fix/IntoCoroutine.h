// Writes ordinary functions anew as coroutines.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/tasks/TaskTypes.h"
#include <map>

namespace async_checks {

/// Where a unit names its functions, whether that is evaluated or not.
class Mentions {
public:
  explicit Mentions(clang::ASTContext &Context);

  llvm::DenseSet<clang::SourceLocation> of(const clang::FunctionDecl &Function) const {
    return Places.lookup(Function.getCanonicalDecl());
  }

private:
  llvm::DenseMap<const clang::FunctionDecl *, llvm::DenseSet<clang::SourceLocation>>
      Places;
};

/// The edit that makes the body of \p Callable one of a coroutine that returns \p Task:
/// it awaits where it waits now. Nullopt if a wait or a `return` cannot be written anew.
std::optional<Edit> rewriteBody(Model &Model, const Body &Callable, const TaskType &Task);

/// The edit that makes a coroutine of \p Callable, if nothing else in its body does: it
/// ends with a `co_return`.
Edit endWithReturn(const Body &Callable);

/// The edit that makes \p Site, a call of a function that will return \p Task, a
/// `co_await`. Nullopt if that cannot stand there.
std::optional<Edit> awaitCall(Model &Model, const CallSite &Site, const TaskType &Task);

/// Edits of expressions, each of which is made once where a macro uses its argument more
/// than once.
class OncePerText {
public:
  explicit OncePerText(const clang::ASTContext &Context) : Context(Context) {}

  /// What is left to do of \p Part, which writes \p Whole anew: perhaps nothing. Nullopt
  /// if there is no part, or if it contradicts what is done there.
  std::optional<Edit> rest(const clang::Expr &Whole, std::optional<Edit> Part);

private:
  const clang::ASTContext &Context;
  std::map<std::pair<clang::SourceLocation, clang::SourceLocation>, Edit> Done;
};

/// Adds \p Part to \p Whole, of which nothing is left if one of the two is missing.
void addIfThere(std::optional<Edit> &Whole, std::optional<Edit> Part);

} // namespace async_checks
