#include "model/Suspensions.h"
#include "model/Locks.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool maySuspend(const Suspension &At) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(At.Keyword);
  const Expr *Ready = Suspend ? Suspend->getReadyExpr() : nullptr;
  const auto *Call =
      Ready ? dyn_cast<CXXMemberCallExpr>(Ready->IgnoreParenImpCasts()->IgnoreImplicit())
            : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return true;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(*Method));
  const auto *Return =
      Block && !Block->body_empty() ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  const auto *Literal =
      Return && Return->getRetValue()
          ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreParenImpCasts())
          : nullptr;
  return !Literal || !Literal->getValue();
}

llvm::SmallVector<const Suspension *, 4> realSuspensions(const Body &In) {
  llvm::SmallVector<const Suspension *, 4> Real;
  for (const Suspension &Each : In.Suspensions)
    if (maySuspend(Each))
      Real.push_back(&Each);
  return Real;
}

Flow::Marks suspensionMarks(const Body &In) {
  Flow::Marks Marks;
  for (const Suspension &Each : In.Suspensions)
    Marks.insert(Each.Keyword);
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

/// Whether \p At waits for a lock or a permit.
static bool takesLock(Model &Model, const Suspension &At) {
  const auto *Call = dyn_cast<CallExpr>(written(At.Operand));
  const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
  return Named && (Model.Words.LockFunctions.matches(*Named) ||
                   Model.Words.LimitFunctions.matches(*Named));
}

bool isUnderLock(Model &Model, const Stmt &From, const Suspension &At, const Body &In) {
  auto IsGuard = [&](const ParmVarDecl *Parameter) {
    return Model.Types.of(Parameter->getType()).IsGuard;
  };
  return llvm::any_of(In.Function.parameters(), IsGuard) ||
         llvm::any_of(In.Declarations,
                      [&](const DeclStmt *Each) {
                        const Stmt *Scope = In.parent(*Each);
                        return In.isBefore(*Each, From) && declaresGuard(*Each, Model) &&
                               (!Scope || In.isWithin(*At.Keyword, *Scope));
                      }) ||
         llvm::any_of(In.Suspensions, [&](const Suspension &Each) {
           return In.isBefore(*Each.Keyword, From) && takesLock(Model, Each);
         });
}

} // namespace async_checks
