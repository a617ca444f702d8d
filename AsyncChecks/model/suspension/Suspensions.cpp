#include "model/suspension/Suspensions.h"
#include "model/Model.h"
#include "model/suspension/Locks.h"
#include "model/types/Endings.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

static bool isAlwaysReady(const Suspension &At) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(At.Keyword);
  const Expr *Ready = Suspend ? Suspend->getReadyExpr() : nullptr;
  const auto *Call =
      Ready ? dyn_cast<CXXMemberCallExpr>(Ready->IgnoreParenImpCasts()->IgnoreImplicit())
            : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return false;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(*Method));
  const auto *Return =
      Block && !Block->body_empty() ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  const auto *Literal =
      Return && Return->getRetValue()
          ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreParenImpCasts())
          : nullptr;
  return Literal && Literal->getValue();
}

/// Whether \p At, where it suspends its coroutine, ends it.
static bool isEnd(const Suspension &At) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(At.Keyword);
  const auto *Call = Suspend && Suspend->getSuspendExpr()
                         ? dyn_cast<CXXMemberCallExpr>(written(Suspend->getSuspendExpr()))
                         : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && endsCoroutine(*Method);
}

/// The call of a coroutine that \p At runs in the place of \p In, and that comes back to
/// it where it ends; null if the task may do anything else.
static const CallExpr *awaitedInPlace(const Suspension &At, const Body &In,
                                      Model &Model) {
  const CXXRecordDecl *Promise = In.promise();
  if (!isa<CoawaitExpr>(At.Keyword) || !Promise || Model.Types.transforms(*Promise))
    return nullptr;
  const auto *Call = dyn_cast<CallExpr>(written(At.Operand));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return nullptr;
  const TypeFacts &Facts = Model.Types.of(Call->getType());
  return Facts.isTask() && Facts.Starts != Start::Unknown ? Call : nullptr;
}

bool UninterruptedCoroutines::isUnless(const Body &Coroutine,
                                       llvm::SmallVectorImpl<const CallExpr *> &Awaited) {
  return llvm::all_of(Coroutine.Suspensions, [&](const Suspension &Each) {
    if (isAlwaysReady(Each) || isEnd(Each))
      return true;
    const CallExpr *Call = awaitedInPlace(Each, Coroutine, Unit);
    if (Call)
      Awaited.push_back(Call);
    return Call != nullptr;
  });
}

bool UninterruptedCoroutines::contains(const FunctionDecl &Function) {
  // One on its way into itself adds nothing.
  llvm::SetVector<const FunctionDecl *> Reached;
  auto Enter = [&](const FunctionDecl &Callee) {
    const FunctionDecl *Definition = certainDefinition(Callee);
    if (!Definition)
      return Unit.program().knows(Callee, program::Question::NeverSuspends);
    if (auto Found = Known.find(Definition); Found != Known.end())
      return Found->second;
    Reached.insert(Definition);
    return Unit.bodyOf(*Definition).Coroutine != nullptr;
  };
  bool IsOne = Enter(Function);
  for (unsigned I = 0; I != Reached.size(); ++I) {
    llvm::SmallVector<const CallExpr *, 4> Awaited;
    if (!isUnless(Unit.bodyOf(*Reached[I]), Awaited)) {
      IsOne = false;
      break;
    }
    for (const CallExpr *Each : Awaited)
      IsOne &= Enter(*Each->getDirectCallee());
  }
  if (IsOne)
    for (const FunctionDecl *Each : Reached)
      Known[Each] = true;
  else if (!Reached.empty())
    Known[Reached.front()] = false;
  return IsOne;
}

bool maySuspend(const Suspension &At, const Body &In, Model &Model) {
  if (isAlwaysReady(At) || isEnd(At))
    return false;
  const CallExpr *Call = awaitedInPlace(At, In, Model);
  return !Call || !Model.uninterrupted().contains(*Call->getDirectCallee());
}

llvm::SmallVector<const Suspension *, 4> realSuspensions(const Body &In, Model &Model) {
  llvm::SmallVector<const Suspension *, 4> Real;
  for (const Suspension &Each : In.Suspensions)
    if (maySuspend(Each, In, Model))
      Real.push_back(&Each);
  return Real;
}

Flow::Marks suspensionMarks(const Body &In, Model &Model) {
  Flow::Marks Marks;
  for (const Suspension *Each : realSuspensions(In, Model))
    Marks.insert(Each->Keyword);
  return Marks;
}

bool mayChangeThread(const Body &In, Model &Model) {
  const CXXRecordDecl *Task = Model.Types.record(In.Function.getReturnType());
  return !Task || !Model.Words.OneThreadTypes.matches(*Task);
}

bool isNeededAfter(const Expr &Use, const Suspension &At, const Body &In) {
  const Stmt *Below = &Use;
  const Stmt *Around = In.parent(Use);
  while (isa_and_nonnull<Expr>(Around) && !In.isWithin(*At.Keyword, *Around)) {
    Below = Around;
    Around = In.parent(*Around);
  }
  if (!Around || Around == At.Keyword || In.isWithin(*Below, *At.Keyword))
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(Around))
    return Binary->isAssignmentOp() && Binary->getLHS() == Below;
  // The callee stands for the object that it is a member of.
  if (const auto *Call = dyn_cast<CallExpr>(Around))
    return Call->getCallee() == Below || cast<Expr>(Below)->isGLValue();
  return false;
}

/// Whether \p Member is a field that goes with what it is a field of.
static bool isPart(const MemberExpr &Member) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  return Field && !Field->getType()->isReferenceType() &&
         !Field->getType()->isPointerType() &&
         (!Member.isArrow() || isa<CXXThisExpr>(written(Member.getBase())));
}

bool isRangeOfSuspending(const Stmt &Use, const Body &In) {
  const Stmt *Around = In.writtenParent(Use);
  for (const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
       Member && isPart(*Member); Member = dyn_cast_or_null<MemberExpr>(Around))
    Around = In.writtenParent(*Member);
  const auto *Range = dyn_cast_or_null<DeclStmt>(Around);
  const auto *Loop =
      Range ? dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Range)) : nullptr;
  return Loop && Loop->getRangeStmt() == Range &&
         llvm::any_of(In.Suspensions, [&](const Suspension &Each) {
           return In.isWithin(*Each.Keyword, *Loop->getBody());
         });
}

std::vector<const Suspension *> suspensionsBeforeUse(llvm::ArrayRef<const Expr *> Uses,
                                                     const Flow::Marks &Barriers,
                                                     const Body &In, const Flow &Flow) {
  std::vector<const Suspension *> Found;
  for (const Expr *Use : Uses) {
    Flow::Suspended Before = Flow.suspensionsBefore(*Use, Barriers);
    Found.insert(Found.end(), Before.begin(), Before.end());
    for (const Suspension &Each : In.suspensionsIn(In.fullExpression(*Use)))
      if (isNeededAfter(*Use, Each, In))
        Found.push_back(&Each);
  }
  // All are elements of one array.
  llvm::sort(Found);
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
  return Found;
}

TakenLocks::TakenLocks(Model &Model, const Body &In) : In(In) {
  AreGiven = llvm::any_of(In.Function.parameters(), [&](const ParmVarDecl *Parameter) {
    return Model.LockTypes.isPermit(Parameter->getType());
  });
  for (const DeclStmt *Each : In.Declarations)
    if (declaresGuard(*Each, Model))
      Guards.push_back(Each);
  for (const Suspension &Each : In.Suspensions)
    if (waitsForLock(Model, Each))
      Awaits.push_back(&Each);
}

bool TakenLocks::areHeldAt(const Suspension &At, const Stmt &From) const {
  return AreGiven ||
         llvm::any_of(Guards,
                      [&](const DeclStmt *Each) {
                        const Stmt *Scope = In.parent(*Each);
                        return In.isBefore(*Each, From) &&
                               (!Scope || In.isWithin(*At.Keyword, *Scope));
                      }) ||
         llvm::any_of(Awaits, [&](const Suspension *Each) {
           return In.isBefore(*Each->Keyword, From);
         });
}

} // namespace async_checks
