#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
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
      if (letsGo(*Call, Model))
        examineSpawn(*Call, Model);
  }

  // --- Coroutines of a detached type ---

  void examineCoroutine(const Body &Callable, Model &Model) {
    const FunctionDecl &Function = Callable.Function;
    bool IsVoid = Function.getReturnType()->isVoidType();
    if (!IsVoid && !Model.Types.of(Function.getReturnType()).IsDetached)
      return;
    Unhandled Fate = Model.exceptions().unhandled(Callable);
    const Stmt *Escape = Model.exceptions().escape(Callable);
    if (Fate == Unhandled::Unknown || !Escape || hasFrameOwner(Model, Function) ||
        Model.isSyncEntryPoint(Function) || shouldBeTask(Function, IsVoid, Model))
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

  /// Whether async-void-coroutine asks for another return type.
  static bool shouldBeTask(const FunctionDecl &Function, bool IsVoid, Model &Model) {
    return isOwnChoice(Model, Function) &&
           (IsVoid ||
            llvm::any_of(callsOf(Model, signatureFamily(Model, Function)), couldAwait));
  }

  // --- Tasks that are started and let go of ---

  /// `co_spawn(executor, f(), detached)`, `start_detached(f())`, `spawn(f()).detach()`
  static bool letsGo(const CallExpr &Call, Model &Model) {
    const auto [Named, Arguments] = namedCall(Call);
    if (!Named)
      return false;
    if (isa<CXXMemberCallExpr>(Call) && Arguments.empty() &&
        Model.Words.DetachMembers.matches(*Named))
      return true;
    return Model.Words.DetachedSpawns.matches(*Named) ||
           llvm::any_of(Arguments, [&](const Expr *Argument) {
             const CXXRecordDecl *Record = Model.Types.record(Argument->getType());
             return Record && Model.Words.DetachedTokens.matches(*Record);
           });
  }

  void examineSpawn(const CallExpr &Call, Model &Model) {
    const Body *Work = workOf(Call, Model);
    const Stmt *Escape = Work ? Model.exceptions().escape(*Work) : nullptr;
    if (!Escape)
      return;
    Finding Finding{beginOf(Call),
                    llvm::formatv("nobody learns of an exception that leaves {0}: the "
                                  "task is started here and let go of",
                                  describeCoroutine(Work->Function))};
    // Others may want the exceptions of a function that has a name.
    const auto *Method = dyn_cast<CXXMethodDecl>(&Work->Function);
    addNotes(Finding, *Work, *Escape, Method && Method->getParent()->isLambda(), Model);
    found(std::move(Finding));
  }

  /// The coroutine whose task \p Call handles, made in the same expression.
  static const Body *workOf(const CallExpr &Call, Model &Model) {
    llvm::SmallVector<const Expr *, 4> Parts(Call.arg_begin(), Call.arg_end());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
      Parts.push_back(Member->getImplicitObjectArgument());
    for (const Expr *Part : Parts) {
      Part = written(Part);
      if (const auto *Lambda = dyn_cast<LambdaExpr>(Part)) {
        if (const Body *Work = taskOf(*Lambda->getCallOperator(), Model))
          return Work;
      } else if (const auto *Inner = dyn_cast<CallExpr>(Part)) {
        if (const FunctionDecl *Callee = Inner->getDirectCallee())
          if (const Body *Work = taskOf(*Callee, Model))
            return Work;
        if (const Body *Work = workOf(*Inner, Model))
          return Work;
      }
    }
    return nullptr;
  }

  /// The body of \p Function if it is in sight and the body of a task's coroutine.
  static const Body *taskOf(const FunctionDecl &Function, Model &Model) {
    const FunctionDecl *Definition = certainDefinition(Function);
    if (!Definition || !Model.Types.of(Function.getReturnType()).isTask())
      return nullptr;
    const Body &Work = Model.bodyOf(*Definition);
    return Work.Coroutine ? &Work : nullptr;
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
