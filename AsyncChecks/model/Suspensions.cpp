#include "model/Suspensions.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool isAlwaysReady(const Suspension &Suspension) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Suspension.Keyword);
  const Expr *Ready = Suspend ? Suspend->getReadyExpr() : nullptr;
  const auto *Call =
      Ready ? dyn_cast<CXXMemberCallExpr>(Ready->IgnoreParenImpCasts()->IgnoreImplicit())
            : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return false;
  const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(
      Method->getBody() || !Pattern ? Method->getBody() : Pattern->getBody());
  const auto *Return =
      Block && !Block->body_empty() ? dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
  const auto *Literal =
      Return && Return->getRetValue()
          ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreParenImpCasts())
          : nullptr;
  return Literal && Literal->getValue();
}

llvm::SmallVector<const Suspension *, 4> realSuspensions(const Body &In) {
  llvm::SmallVector<const Suspension *, 4> Real;
  for (const Suspension &Each : In.Suspensions)
    if (!isAlwaysReady(Each))
      Real.push_back(&Each);
  return Real;
}

bool mayChangeThread(const Body &In, Model &Model) {
  const CXXRecordDecl *Task = Model.Types.record(In.Function.getReturnType());
  return !Task || !Model.Words.OneThreadTypes.matches(*Task);
}

} // namespace async_checks
