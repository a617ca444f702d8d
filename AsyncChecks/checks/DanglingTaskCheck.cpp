#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "Wording.h"
#include "fix/AwaitExpr.h"
#include "fix/Temporaries.h"
#include "model/lifetime/Holds.h"
#include "model/lifetime/Loans.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Ignored.h"
#include "model/tasks/Obstacles.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks that outlive what they refer to.
class DanglingTaskCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  bool looksAtInitialisers() const override { return true; }

  void examine(const Body &Callable, Model &Model) override {
    HasCoroutineFix = false;
    Names.emplace(Callable, Model);
    for (const CallExpr *Call : Callable.Calls)
      if (!Call->isTypeDependent() && Call->isPRValue() &&
          Model.Types.of(Call->getType()).goesOnLater() &&
          !isChecked(*Call, Callable.Function, Model))
        examineTask(*Call, Callable, Model);
  }

  /// Whether the compiler looks after what the task refers to, or the author does.
  static bool isChecked(const CallExpr &Task, const FunctionDecl &In, Model &Model) {
    const CXXRecordDecl *Record = Model.Types.record(Task.getType());
    return compat::isLifetimeBound(*Record) || compat::isCoroWrapper(In);
  }

  void examineTask(const CallExpr &Task, const Body &Callable, Model &Model) {
    llvm::SmallVector<Fate, 2> Fates = fatesOf(Task, Callable, Model);
    if (Fates.front().Is == Destiny::Awaited || Fates.front().Is == Destiny::Dropped)
      return;
    llvm::SmallVector<Hold, 2> Holds = holdsOf(Task, Model);
    for (const Hold &Held : Holds)
      if (const Fate *End = lastingBeyond(Held, Fates, Task, Callable, Model)) {
        Finding Finding = describe(Task, Held, *End, Model);
        if (End->Is == Destiny::Caller)
          Finding.Fix = awaitReturns(Callable, Model);
        else if (End->Is == Destiny::Variable &&
                 Held.Refers.Lives == Lifetime::Temporary &&
                 !End->Variable->isImplicit() &&
                 (!Held.Parameter || isShown(*Held.Parameter, Model)) &&
                 !isa<CXXDefaultArgExpr>(Held.Argument))
          Finding.Notes.push_back({beginOf(*Held.Argument),
                                   "a variable with a name lives as long as the " +
                                       kindOf(Task.getType(), Model).str(),
                                   Names->give(Task, Holds)});
        return found(std::move(Finding));
      }
  }

  /// The fate in which the task is there when what it refers to is gone; null if none is
  /// sure to be.
  static const Fate *lastingBeyond(const Hold &Held, llvm::ArrayRef<Fate> Fates,
                                   const CallExpr &Task, const Body &Callable,
                                   Model &Model) {
    bool IsTemporary = Held.Refers.Lives == Lifetime::Temporary;
    if (!IsTemporary && (Held.Refers.Lives != Lifetime::Local ||
                         isHandedAlong(*Held.Refers.Variable, Task, Fates, Callable)))
      return nullptr;
    // The program is asked even if it is the program that tells of the fate.
    bool MayBeBlamed = llvm::any_of(Fates, [](const Fate &End) {
      return End.Is == Destiny::Unknown || End.Is == Destiny::Object ||
             End.Is == Destiny::Started;
    });
    bool IsToBlame = Held.Parameter && MayBeBlamed &&
                     isParameterToBlame(*Task.getDirectCallee(), *Held.Parameter, Model);
    for (const Fate &End : Fates) {
      switch (End.Is) {
      case Destiny::Caller:
        return &End;
      case Destiny::Object:
      case Destiny::Started:
        if (!IsToBlame && isLost(Held, End, Callable, Model))
          return &End;
        break;
      case Destiny::Variable:
        if (IsTemporary
                ? isUsed(*End.Variable, Task, Callable, Model)
                : isWantedBehind(*Held.Refers.Variable, *End.Variable, *End.By, Callable))
          return &End;
        break;
      case Destiny::Unknown:
      case Destiny::Awaited:
      case Destiny::Dropped:
        break;
      }
    }
    return nullptr;
  }

  static bool isLost(const Hold &Held, const Fate &End, const Body &Callable,
                     Model &Model) {
    const auto *Start = dyn_cast<CallExpr>(End.By);
    return Held.Refers.Lives == Lifetime::Temporary || !Start ||
           !waitsBehind(*Start, Callable.scopeOf(*Held.Refers.Variable), Callable, Model);
  }

  /// Whether somebody wants the task in \p Holder, which a lazy one needs to run at all:
  /// a loop wants what it goes over.
  static bool isUsed(const VarDecl &Holder, const CallExpr &Task, const Body &Callable,
                     Model &Model) {
    return Holder.isImplicit() || Model.Types.of(Task.getType()).Starts != Start::Lazy ||
           !isLeftAlone(Holder, Callable, Model);
  }

  // --- What is said ---

  static Finding describe(const CallExpr &Task, const Hold &Held, const Fate &End,
                          Model &Model) {
    Finding Finding;
    Finding.At = beginOf(Task);
    Finding.Message =
        llvm::formatv("{0} refers to {1}, which is gone {2}", resultOf(Task, Model),
                      nameOf(Held), when(Held, End, Model.Types.of(Task.getType())));
    if (Held.Parameter && isShown(*Held.Parameter, Model))
      Finding.Notes.push_back({Held.Parameter->getLocation(),
                               Held.Parameter->getType()->isReferenceType()
                                   ? "it is taken by reference here"
                                   : "only a view of it is taken here",
                               {}});
    return Finding;
  }

  /// Whether the user knows \p Parameter, and not only those who wrote `std::function`.
  static bool isShown(const ParmVarDecl &Parameter, Model &Model) {
    return !Model.Context.getSourceManager().isInSystemHeader(Parameter.getLocation());
  }

  static std::string nameOf(const Hold &Held) {
    if (Held.Refers.Variable)
      return llvm::formatv("'{0}'", Held.Refers.Variable->getName());
    return Held.Parameter ? "a temporary" : "the temporary it is called on";
  }

  static llvm::StringRef when(const Hold &Held, const Fate &End, const TypeFacts &Task) {
    if (End.Is == Destiny::Caller)
      return Task.isTask() ? "when the caller awaits it" : "when the caller goes over it";
    if (End.Is == Destiny::Started || End.Is == Destiny::Object)
      return "while the task runs on";
    return Held.Refers.Lives == Lifetime::Temporary ? "at the end of this full expression"
           : Task.isTask() ? "at the end of its block, before the task is awaited"
                           : "at the end of its block, before somebody goes over it";
  }

  // --- Fixes ---

  /// `return f(local);` becomes `co_return co_await f(local);`, everywhere in the
  /// function: its locals then live as long as the task.
  std::optional<Edit> awaitReturns(const Body &Callable, Model &Model) {
    const FunctionDecl &Function = Callable.Function;
    const TypeFacts &Facts = Model.Types.of(Function.getReturnType());
    const LambdaExpr *Lambda = Model.uses().lambda(Function).second;
    bool IsDeduced =
        Lambda ? !Lambda->hasExplicitResultType()
               : Function.getDeclaredReturnType()->getContainedDeducedType() != nullptr;
    Source Text(Model.Context);
    if (HasCoroutineFix || Callable.Coroutine || !Facts.isTask() || IsDeduced ||
        Function.isConstexpr() || Function.isVariadic() ||
        (Lambda && Lambda->capture_size() != 0) ||
        !isa<CompoundStmt>(Function.getBody()) ||
        !LockedParts(Model, Callable).areNone() ||
        Text.hasDirective(Function.getBody()->getSourceRange()))
      return std::nullopt;
    Edit Result;
    for (const ReturnStmt *Return : Callable.Returns) {
      const Expr *Value = Return->getRetValue();
      if (!Value || !Text.isEditable(Return->getReturnLoc()) ||
          !Model.Context.hasSameUnqualifiedType(Value->getType(),
                                                Function.getReturnType()))
        return std::nullopt;
      const Expr *Written = written(Value);
      if (!isa<CallExpr, DeclRefExpr>(Written))
        return std::nullopt;
      std::optional<Edit> Await =
          awaitExpr(Model, Callable,
                    {.Whole = Written, .Operand = Written, .Promise = Facts.Promise});
      if (!Await)
        return std::nullopt;
      Result.Changes.push_back(FixItHint::CreateInsertion(Return->getReturnLoc(), "co_"));
      Result.add(std::move(*Await));
    }
    HasCoroutineFix = true;
    return Result;
  }

  /// Of the function that is examined: whether a fix makes it a coroutine, and the names
  /// that fixes give to temporaries.
  bool HasCoroutineFix = false;
  std::optional<TemporaryNames> Names;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeDanglingTask(const CheckSetup &Setup) {
  return std::make_unique<DanglingTaskCheck>(Setup);
}

} // namespace async_checks
