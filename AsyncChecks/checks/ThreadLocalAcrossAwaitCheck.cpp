#include "CallableCheck.h"
#include "Checks.h"
#include "model/ThreadLocals.h"
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
      Finding Finding{
          Model.Context.getSourceManager().getExpansionLoc(beginOf(*Each.Use)),
          describe(Each)};
      Finding.Notes.push_back({beginOf(*Each.Before), before(Each).str(), {}});
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
      return llvm::formatv(
          "'errno' may be that of another thread than the one that called "
          "'{0}' before the coroutine was suspended",
          Use.Of);
    case ForeignUse::Restore:
      return llvm::formatv(
          "'{0}' may be that of another thread by now: that of the thread "
          "before the suspension stays as it is",
          Use.Name);
    }
    llvm_unreachable("no such kind");
  }

  static llvm::StringRef before(const ForeignUse &Use) {
    switch (Use.Is) {
    case ForeignUse::Alias:
      return "it is taken here";
    case ForeignUse::Error:
      return "the call is here";
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
