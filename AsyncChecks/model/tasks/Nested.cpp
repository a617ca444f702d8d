#include "model/tasks/Nested.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool handsOut(Model &Model, QualType Type, QualType Value) {
  if (sameValue(Model.Context, Model.Types.yields(Type, /*IsLvalue=*/false), Value))
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         llvm::any_of(Record->methods(), [&](const CXXMethodDecl *Method) {
           return Model.Words.WaitMembers.matches(*Method) &&
                  sameValue(Model.Context, Method->getReturnType(), Value);
         });
}

QualType findNestedTask(Model &Model, const CallExpr &Call) {
  if (Call.isTypeDependent() || !Call.isPRValue() || !Call.getType()->isRecordType())
    return {};
  for (const Expr *Argument : Call.arguments()) {
    QualType Task = resultOfCallable(written(Argument)->getType(), Model.Context);
    if (Model.Types.of(Task).isLazyTask() && handsOut(Model, Call.getType(), Task))
      return Task;
  }
  return {};
}

} // namespace async_checks
