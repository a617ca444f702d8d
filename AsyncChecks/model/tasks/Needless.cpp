#include "model/tasks/Needless.h"
#include "model/Model.h"
#include "model/unit/Signatures.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

class NeedlessCoroutineJudge {
public:
  NeedlessCoroutineJudge(Model &Unit, const Body &In)
      : Unit(Unit), In(In), Written(pattern(In.Function)) {}

  bool isNeedless() const {
    if (!In.Coroutine || !In.Suspensions.empty() || !isTaskOfAnybody() || isStub())
      return false;
    return !mayAwaitElsewhere() && !couldAwait() && isFreeToChange() &&
           isAlwaysAwaited() && !isLeftAloneAsTest(In.Function, Unit);
  }

private:
  bool isTaskOfAnybody() const {
    const TypeFacts &Facts = Unit.Types.of(In.Function.getReturnType());
    return Facts.isTask() && !Facts.IsGenerator && !Facts.IsDetached;
  }

  /// Whether nothing is done at all: this is how a task that is complete is written.
  bool isStub() const {
    const auto *Block = dyn_cast_or_null<CompoundStmt>(In.Coroutine->getBody());
    return !Block || llvm::all_of(Block->body(), [](const Stmt *Each) {
      const auto *Return = dyn_cast<CoreturnStmt>(Each);
      return Return && !Return->getOperand();
    });
  }

  /// Whether something is called that should be awaited: it makes a task, or parks the
  /// thread.
  bool couldAwait() const {
    return !blockingCallsIn(Unit, In).empty() ||
           llvm::any_of(In.Calls, [this](const CallExpr *Call) {
             const FunctionDecl *Callee = Call->getDirectCallee();
             return Unit.Types.of(Call->getType()).Awaits != Awaitable::No ||
                    Unit.wait(*Call) ||
                    (Callee && (Unit.blocking().of(*Callee) || waitsInside(*Callee) ||
                                Unit.Words.DescriptorIO.matches(*Callee)));
           });
  }

  /// Whether \p Callee waits for a task in sight.
  bool waitsInside(const FunctionDecl &Callee) const {
    const FunctionDecl *Definition = certainDefinition(Callee);
    return Definition &&
           llvm::any_of(Unit.bodyOf(*Definition).Calls,
                        [this](const CallExpr *Call) { return Unit.wait(*Call); });
  }

  /// Whether another instance may await: what was left out here, or what is called.
  bool mayAwaitElsewhere() const {
    const FunctionDecl *Definition = nullptr;
    if (!Written.isDefined(Definition))
      Definition = &In.Function;
    return hasSuspension(Definition->getBody());
  }

  static bool hasSuspension(const Stmt *Node) {
    if (!Node || isa<LambdaExpr>(Node))
      return false;
    if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Node))
      return hasSuspension(Coroutine->getBody());
    if (const auto *Return = dyn_cast<CoreturnStmt>(Node))
      return hasSuspension(Return->getOperand());
    const auto *Call = dyn_cast<CallExpr>(Node);
    return suspensionOperand(*Node) || (Call && Call->isTypeDependent()) ||
           llvm::any_of(Node->children(), hasSuspension);
  }

  /// Whether nobody wants the function to look as it does: neither a base, nor a template
  /// that calls it by its name, nor one of a group that share the name.
  bool isFreeToChange() const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&In.Function);
    bool IsLambda = isLambdaCallOperator(&In.Function);
    if (!isOwnChoice(Unit, In.Function) ||
        (Method && (Method->isVirtual() || hasBaseThatKnows(*Method->getParent()))) ||
        (In.Function.isOverloadedOperator() && !IsLambda))
      return false;
    return IsLambda ||
           llvm::none_of(Unit.uses().taskFunctions(), [&](const FunctionDecl *Other) {
             return &pattern(*Other) != &Written &&
                    Other->getDeclName() == In.Function.getDeclName();
           });
  }

  /// Whether a base of \p Class was made for it, and may call what it has.
  static bool hasBaseThatKnows(const CXXRecordDecl &Class) {
    return llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
      const auto *Record = Base.getType()->getAsCXXRecordDecl();
      return !Record || llvm::any_of(typeArguments(*Record), [&](QualType Argument) {
        return declaresSameEntity(Argument->getAsCXXRecordDecl(), &Class);
      });
    });
  }

  /// Whether there are calls in sight, and each is awaited where it stands, by code that
  /// names this function and no other.
  bool isAlwaysAwaited() const {
    const FunctionUses &Uses = Unit.uses().of(Written);
    return !Uses.Calls.empty() && llvm::all_of(Uses.Calls, [&](const CallSite &Site) {
      const Stmt *Around = Site.In->writtenParent(*Site.Call);
      return isa_and_nonnull<CoawaitExpr>(Around) && !isOfParameter(Site);
    }) && !Unit.program().knows(Written, program::Question::RunsOn);
  }

  /// Whether \p Site is of an instance, where another one may call another function.
  bool isOfParameter(const CallSite &Site) const {
    const FunctionDecl &Caller = Site.In->Function;
    if (&pattern(Caller) == &Caller || In.Function.isDependentContext())
      return false;
    return llvm::none_of(Unit.uses().of(Written).Calls, [&](const CallSite &Other) {
      return Other.In->Function.isDependentContext() &&
             beginOf(*Other.Call) == beginOf(*Site.Call);
    });
  }

  Model &Unit;
  const Body &In;
  const FunctionDecl &Written;
};

} // namespace

bool isNeedlessCoroutine(Model &Model, const Body &In) {
  return NeedlessCoroutineJudge(Model, In).isNeedless();
}

} // namespace async_checks
