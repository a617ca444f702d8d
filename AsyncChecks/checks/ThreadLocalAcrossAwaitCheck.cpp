#include "CallableCheck.h"
#include "Checks.h"
#include "model/suspension/ThreadLocals.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds uses of what belongs to the thread that a coroutine was on before a suspension
/// point.
class ThreadLocalAcrossAwaitCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const ForeignUse &Each : findForeignUses(Model, Callable)) {
      // `errno` is a macro.
      const SourceManager &Sources = Model.Context.getSourceManager();
      Finding Finding{Sources.getExpansionLoc(beginOf(*Each.Use)), describe(Each)};
      SourceLocation Before = beginOf(*Each.Before);
      bool IsOfError = Each.Is == ForeignUse::Error || Each.Of.empty();
      Finding.Notes.push_back(
          {IsOfError ? Sources.getExpansionLoc(Before) : Before, before(Each).str(), {}});
      Finding.Notes.push_back({beginOf(*Each.Across->Keyword),
                               "the coroutine may go on with another thread from here",
                               {}});
      found(std::move(Finding));
    }
  }

  static std::string describe(const ForeignUse &Use) {
    switch (Use.Is) {
    case ForeignUse::Alias:
      return llvm::formatv("'{0}' still refers to the '{1}' of the thread that the "
                           "coroutine was on before it was suspended",
                           Use.Name, Use.Of);
    case ForeignUse::Error:
      if (Use.Of.empty())
        return "'errno' may be that of another thread than the one that was asked for it "
               "before the coroutine was suspended";
      return llvm::formatv(
          "'errno' may be that of another thread than the one that called "
          "'{0}' before the coroutine was suspended",
          Use.Of);
    case ForeignUse::Restore:
      return llvm::formatv(
          "'{0}' may be that of another thread by now: that of the thread "
          "before the suspension stays as it is",
          Use.Name);
    case ForeignUse::Read:
      return llvm::formatv("'{0}' may be that of another thread by now: what was set "
                           "is that of the thread before the suspension",
                           Use.Name);
    case ForeignUse::Object:
      return llvm::formatv(
          "'{0}' changes the '{1}' of one thread, and at its end perhaps "
          "that of another: the coroutine is suspended in between",
          Use.Name, Use.Of);
    }
    llvm_unreachable("no such kind");
  }

  static llvm::StringRef before(const ForeignUse &Use) {
    switch (Use.Is) {
    case ForeignUse::Alias:
      return "it is taken here";
    case ForeignUse::Error:
      return Use.Of.empty() ? "it is asked for here" : "the call is here";
    case ForeignUse::Read:
      return "it is set here";
    case ForeignUse::Object:
      return "it is made here";
    case ForeignUse::Restore:
      return isa<DeclStmt, DeclRefExpr>(Use.Before) ? "it is read here"
                                                    : "it is changed here";
    }
    llvm_unreachable("no such kind");
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
makeThreadLocalAcrossAwait(const CheckSetup &Setup) {
  return std::make_unique<ThreadLocalAcrossAwaitCheck>(Setup);
}

} // namespace async_checks
