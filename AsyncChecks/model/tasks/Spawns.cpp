#include "model/tasks/Spawns.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// What \p Call is given, the object that it is called on included.
static llvm::SmallVector<const Expr *, 4> partsOf(const CallExpr &Call) {
  llvm::SmallVector<const Expr *, 4> Parts(Call.arg_begin(), Call.arg_end());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Parts.push_back(Member->getImplicitObjectArgument());
  return Parts;
}

/// Whether \p Argument makes a call let go of its task, by itself or bound to something:
/// `detached`, `bind_executor(strand, detached)`.
static bool isDetachedToken(const Model &Model, const Expr &Argument) {
  const CXXRecordDecl *Record = Model.Types.record(Argument.getType());
  if (!Record || Model.Words.DetachedTokens.matches(*Record))
    return Record != nullptr;
  const auto *Call = dyn_cast<CallExpr>(written(&Argument));
  const auto [Named, Bound] = Call ? namedCall(*Call) : NamedCall{};
  return Named && Model.Words.Binders.matches(*Named) &&
         llvm::any_of(Bound,
                      [&](const Expr *Each) { return isDetachedToken(Model, *Each); });
}

/// Whether \p Call is an operator that takes what it is applied to, and hands back
/// nothing: `+f()`.
static bool isTakingOperator(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const auto *Method =
      Operator ? dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee()) : nullptr;
  return Method && Operator->getOperator() != OO_Call && Call.getNumArgs() == 1 &&
         Method->getRefQualifier() == RQ_RValue && Call.getType()->isVoidType();
}

bool letsGo(const Model &Model, const CallExpr &Call) {
  const auto [Named, Arguments] = namedCall(Call);
  if (!Named)
    return isTakingOperator(Call);
  bool IsBare = llvm::all_of(
      Arguments, [](const Expr *Each) { return isa<CXXDefaultArgExpr>(Each); });
  if (isa<CXXMemberCallExpr>(Call) && IsBare && Model.Words.DetachMembers.matches(*Named))
    return true;
  return Model.Words.DetachedSpawns.matches(*Named) ||
         llvm::any_of(Arguments, [&](const Expr *Argument) {
           return isDetachedToken(Model, *Argument);
         });
}

/// Whether \p Argument is something to call that returns nothing, by itself or bound.
static bool isHandler(Model &Model, const Expr &Argument) {
  const Expr *Value = written(&Argument);
  QualType Result = resultOfCallable(Value->getType(), Model.Context);
  if (!Result.isNull())
    return Result->isVoidType();
  const auto *Call = dyn_cast<CallExpr>(Value);
  const auto [Named, Bound] = Call ? namedCall(*Call) : NamedCall{};
  return isa<LambdaExpr>(Value) ||
         (Named && Model.Words.Binders.matches(*Named) &&
          llvm::any_of(Bound, [&](const Expr *Each) { return isHandler(Model, *Each); }));
}

bool forgets(Model &Model, const CallExpr &Call) {
  const auto [Named, Arguments] = namedCall(Call);
  return letsGo(Model, Call) || (Named && Call.getType()->isVoidType() &&
                                 Model.Words.SpawnFunctions.matches(*Named) &&
                                 llvm::any_of(Arguments, [&](const Expr *Each) {
                                   return isHandler(Model, *Each);
                                 }));
}

/// Whether \p E is a task, makes one, or holds one that was made in the same expression.
static bool holdsTask(Model &Model, const Expr &E) {
  const Expr *Value = written(&E);
  if (Model.Types.of(Value->getType()).isTask() ||
      Model.Types.of(resultOfCallable(Value->getType(), Model.Context)).isTask())
    return true;
  const auto *Call = dyn_cast<CallExpr>(Value);
  return Call && llvm::any_of(partsOf(*Call),
                              [&](const Expr *Part) { return holdsTask(Model, *Part); });
}

static bool isGivenTask(Model &Model, const CallExpr &Call) {
  return llvm::any_of(partsOf(Call),
                      [&](const Expr *Part) { return holdsTask(Model, *Part); });
}

bool startsTask(Model &Model, const CallExpr &Call) {
  const NamedDecl *Named = namedCall(Call).Name;
  bool Starts =
      letsGo(Model, Call) ||
      (Named &&
       (Model.Words.GroupSpawns.matches(*Named) ||
        (Model.Words.SpawnFunctions.matches(*Named) && Call.getType()->isVoidType())));
  return Starts && isGivenTask(Model, Call);
}

bool startsForFuture(Model &Model, const CallExpr &Call) {
  // The future of an offload waits when it goes.
  const NamedDecl *Named = namedCall(Call).Name;
  return Named && Call.isPRValue() && Model.Containers.isFuture(Call.getType()) &&
         !Model.Words.Offloads.matches(*Named) && isGivenTask(Model, Call);
}

bool isStart(Model &Model, const CallExpr &Call) {
  const auto [Named, Arguments] = namedCall(Call);
  return startsTask(Model, Call) || startsForFuture(Model, Call) ||
         (Named && !Arguments.empty() &&
          (Model.Words.Schedulers.matches(*Named) ||
           Model.Words.SpawnFunctions.matches(*Named) ||
           Model.Words.DetachedSpawns.matches(*Named) ||
           Model.Words.GroupSpawns.matches(*Named)));
}

const Body *coroutineOf(Model &Model, const FunctionDecl &Function) {
  const FunctionDecl *Definition = certainDefinition(Function);
  if (!Definition || !Model.Types.of(Function.getReturnType()).isTask())
    return nullptr;
  const Body &Work = Model.bodyOf(*Definition);
  return Work.Coroutine ? &Work : nullptr;
}

/// The function that an ordinary lambda calls, if that is all it does:
/// `[this] { return run(); }`.
static const FunctionDecl *forwardedBy(const LambdaExpr &Lambda) {
  const auto *Block = dyn_cast<CompoundStmt>(Lambda.getBody());
  const auto *Return =
      Block && Block->size() == 1 ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  const auto *Call = Return && Return->getRetValue()
                         ? dyn_cast<CallExpr>(written(Return->getRetValue()))
                         : nullptr;
  return Call ? Call->getDirectCallee() : nullptr;
}

const FunctionDecl *workOf(Model &Model, const CallExpr &Call,
                           llvm::function_ref<bool(const FunctionDecl &)> IsWanted) {
  for (const Expr *Part : partsOf(Call)) {
    Part = written(Part);
    const FunctionDecl *Made = nullptr;
    const auto *Inner = dyn_cast<CallExpr>(Part);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Part)) {
      const FunctionDecl *Forwarded = forwardedBy(*Lambda);
      Made = Forwarded ? Forwarded : Lambda->getCallOperator();
    } else if (Inner) {
      Made = Inner->getDirectCallee();
    }
    if (Made && Model.Types.of(Made->getReturnType()).isTask() && IsWanted(*Made))
      return Made;
    if (const FunctionDecl *Work = Inner ? workOf(Model, *Inner, IsWanted) : nullptr)
      return Work;
  }
  return nullptr;
}

const Body *workOf(Model &Model, const CallExpr &Call) {
  const FunctionDecl *Work = workOf(Model, Call, [&](const FunctionDecl &Each) {
    return coroutineOf(Model, Each) != nullptr;
  });
  return Work ? coroutineOf(Model, *Work) : nullptr;
}

const Stmt *lostException(Model &Model, const CallExpr &Call) {
  const Body *Work = letsGo(Model, Call) ? workOf(Model, Call) : nullptr;
  return Work ? Model.exceptions().escape(*Work) : nullptr;
}

} // namespace async_checks
