#include "model/Nested.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// What a function, a member function or a function object of \p Type returns; null for
/// anything else, and for an overloaded or generic one.
static QualType resultOfCallable(QualType Type) {
  Type = Type.getNonReferenceType();
  if (!Type->getPointeeType().isNull())
    Type = Type->getPointeeType();
  if (const auto *Function = Type->getAs<FunctionProtoType>())
    return Function->getReturnType();
  const CXXRecordDecl *Object = Type->getAsCXXRecordDecl();
  if (!Object || !Object->hasDefinition())
    return {};
  const CXXMethodDecl *Only = nullptr;
  for (const CXXMethodDecl *Method : Object->methods())
    if (Method->getOverloadedOperator() == OO_Call) {
      if (Only)
        return {};
      Only = Method;
    }
  return Only ? Only->getReturnType() : QualType();
}

/// Whether awaiting an object of \p Type, or waiting for it, yields \p Task.
static bool handsOut(Model &Model, QualType Type, QualType Task) {
  if (sameValue(Model.Context, Model.Types.yields(Type, /*IsLvalue=*/false), Task))
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         llvm::any_of(Record->methods(), [&](const CXXMethodDecl *Method) {
           return Model.Words.WaitMembers.matches(*Method) &&
                  sameValue(Model.Context, Method->getReturnType(), Task);
         });
}

QualType findNestedTask(Model &Model, const CallExpr &Call) {
  if (Call.isTypeDependent() || !Call.isPRValue() || !Call.getType()->isRecordType())
    return {};
  for (const Expr *Argument : Call.arguments()) {
    QualType Task = resultOfCallable(written(Argument)->getType());
    const TypeFacts &Facts = Model.Types.of(Task);
    if (Facts.isTask() && Facts.Starts == Start::Lazy && !Facts.DropHasMeaning &&
        handsOut(Model, Call.getType(), Task))
      return Task;
  }
  return {};
}

} // namespace async_checks
