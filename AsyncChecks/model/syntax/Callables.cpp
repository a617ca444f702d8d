#include "model/syntax/Callables.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace async_checks {

QualType resultOfCallable(QualType Type, ASTContext &Context) {
  Type = Type.getNonReferenceType();
  if (const auto *Member = Type->getAs<MemberPointerType>())
    Type = Member->getPointeeType();
  else if (Type->isFunctionPointerType())
    Type = Type->getPointeeType();
  if (const auto *Function = Type->getAs<FunctionType>())
    return Function->getReturnType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return {};
  llvm::SmallVector<QualType, 2> Results;
  for (const NamedDecl *Member : Class->getDefinition()->lookup(
           Context.DeclarationNames.getCXXOperatorName(OO_Call))) {
    // A `using` stands beside the functions that it brings in.
    const NamedDecl *Meant = Member->getUnderlyingDecl();
    const auto *Template = dyn_cast<FunctionTemplateDecl>(Meant);
    const FunctionDecl *Function = Meant->getAsFunction();
    if (!Function)
      continue;
    QualType Declared = Function->getReturnType();
    if (!Template || (!Declared->isDependentType() && !Declared->isUndeducedType()))
      Results.push_back(Declared);
    else
      for (const FunctionDecl *Instance : Template->specializations())
        Results.push_back(Instance->getReturnType());
  }
  bool Agree = !Results.empty() && llvm::all_of(Results, [&](QualType Result) {
    return Context.hasSameType(Result, Results.front());
  });
  return Agree ? Results.front() : QualType();
}

} // namespace async_checks
