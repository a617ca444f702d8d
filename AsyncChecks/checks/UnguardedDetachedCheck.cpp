#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "model/lifetime/Closures.h"
#include "model/lifetime/Continuations.h"
#include "model/lifetime/Lifetimes.h"
#include "model/lifetime/Loans.h"
#include "model/tasks/Spawns.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds coroutines that run on their own and let exceptions leave them.
class UnguardedDetachedCheck : public CallableCheck {
public:
  explicit UnguardedDetachedCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), ExceptionHandler(option("ExceptionHandler", "")) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    if (Callable.Coroutine)
      examineCoroutine(Callable, Model);
    for (const CallExpr *Call : Callable.Calls)
      if (const Stmt *Escape = lostException(Model, *Call))
        if (!isLeftAloneAsTest(Callable.Function, Model))
          examineSpawn(*Call, *Escape, Model);
  }

  // --- Coroutines of a detached type ---

  void examineCoroutine(const Body &Callable, Model &Model) {
    const FunctionDecl &Function = Callable.Function;
    if (!Function.getReturnType()->isVoidType() &&
        !Model.Types.of(Function.getReturnType()).IsDetached)
      return;
    Unhandled Fate = Model.exceptions().unhandled(Callable);
    const Stmt *Escape = Model.exceptions().escape(Callable);
    if (Fate == Unhandled::Unknown || !Escape || hasFrameOwner(Model, Function) ||
        (Model.isSyncEntryPoint(Function) && !isTestBody(Function, Model)) ||
        isLeftAloneAsTest(Function, Model) || isAnothers(Callable, Model))
      return;
    Finding Finding{compat::nameLocation(Function),
                    llvm::formatv("an exception that leaves {0} {1}: nobody awaits it",
                                  describeCoroutine(Function), words(Fate))};
    addNotes(Finding, Callable, *Escape, /*MayChange=*/true, Model);
    found(std::move(Finding));
  }

  static llvm::StringRef words(Unhandled Fate) {
    switch (Fate) {
    case Unhandled::Terminates:
      return "ends the program";
    case Unhandled::Rethrows:
      return "is thrown at whoever resumes it";
    case Unhandled::Swallows:
    case Unhandled::Unknown:
      break;
    }
    return "is lost";
  }

  /// Whether another check speaks about the line that names \p Callable.
  static bool isAnothers(const Body &Callable, Model &Model) {
    const SourceManager &Sources = Model.Context.getSourceManager();
    unsigned Line = Sources.getExpansionLineNumber(Callable.Function.getLocation());
    auto IsThere = [&](SourceLocation At) {
      return Sources.getExpansionLineNumber(At) == Line;
    };
    if (shouldBeTask(Model, Callable.Function) || losesClosure(Callable, Model))
      return true;
    std::optional<LateUse> Late = findLateUse(Model, Callable);
    return (Late && IsThere(beginOf(*Late->Use))) ||
           llvm::any_of(loansOf(Callable, Model), [&](const Loan &Each) {
             return IsThere(Each.Parameter->getLocation());
           });
  }

  /// Whether \p Callable is a lambda whose captures are gone too early.
  static bool losesClosure(const Body &Callable, Model &Model) {
    auto [Around, Lambda] = Model.uses().lambda(Callable.Function);
    auto IsHere = [Own = Lambda](const auto &Lost) { return Lost.Lambda == Own; };
    return Lambda && (llvm::any_of(lostClosures(*Around, Model), IsHere) ||
                      llvm::any_of(lostStarts(*Around, Model), IsHere));
  }

  // --- Tasks that are started and let go of ---

  void examineSpawn(const CallExpr &Call, const Stmt &Escape, Model &Model) {
    const Body *Work = workOf(Model, Call);
    if (losesClosure(*Work, Model))
      return;
    Finding Finding{beginOf(Call),
                    llvm::formatv("nobody learns of an exception that leaves {0}: the "
                                  "task is started here and let go of",
                                  describeCoroutine(Work->Function))};
    // Others may want the exceptions of a function that has a name.
    addNotes(Finding, *Work, Escape, isLambdaCallOperator(&Work->Function), Model);
    found(std::move(Finding));
  }

  // --- What to do ---

  void addNotes(Finding &Finding, const Body &Callable, const Stmt &Escape,
                bool MayChange, Model &Model) const {
    Finding.Notes.push_back({beginOf(Escape), "it may come from here", {}});
    if (!ExceptionHandler.empty() && MayChange)
      Finding.Fix = guard(Callable, Model);
    if (!Finding.Fix)
      Finding.Notes.push_back(
          {compat::nameLocation(Callable.Function),
           ExceptionHandler.empty() && MayChange
               ? "put the whole body into 'try' and 'catch (...)'; the option "
                 "'async-unguarded-detached.ExceptionHandler' makes it a fix"
               : "put the whole body into 'try' and 'catch (...)'",
           {}});
  }

  /// `try { … } catch (...) { <handler> }` around all that the body does.
  std::optional<Edit> guard(const Body &Callable, Model &Model) const {
    Source Text(Model.Context);
    const auto *Block = dyn_cast<CompoundStmt>(Callable.Coroutine->getBody());
    if (!Block || !Text.isEditable(Block->getSourceRange()))
      return std::nullopt;
    bool IsWhole = ExceptionHandler.back() == ';' || ExceptionHandler.back() == '}';
    Edit Fix;
    Fix.Changes.push_back(
        FixItHint::CreateInsertion(Text.endOf(Block->getLBracLoc()), " try {"));
    Fix.Changes.push_back(FixItHint::CreateInsertion(
        Block->getRBracLoc(),
        "} catch (...) { " + ExceptionHandler + (IsWhole ? " } " : "; } ")));
    return Fix;
  }

  const std::string ExceptionHandler;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeUnguardedDetached(const CheckSetup &Setup) {
  return std::make_unique<UnguardedDetachedCheck>(Setup);
}

} // namespace async_checks
