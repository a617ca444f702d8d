#include "model/tasks/Permits.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

static bool isLimiter(QualType Type, const Vocabulary &Words) {
  if (!Type->getPointeeType().isNull())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Words.Limiters.matches(*Class);
}

bool asksForPermit(const CallExpr &Call, const Vocabulary &Words) {
  const NamedDecl *Named = namedCall(Call).Name;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return (Named && Words.LimitFunctions.matches(*Named)) ||
         (Member && isLimiter(Member->getImplicitObjectArgument()->getType(), Words)) ||
         mentionsLimiter(Call, Words);
}

bool mentionsLimiter(const CallExpr &Call, const Vocabulary &Words) {
  return llvm::any_of(Call.arguments(), [&](const Expr *Argument) {
    const auto *Inner = dyn_cast<CallExpr>(written(Argument));
    return isLimiter(Argument->getType(), Words) ||
           (Inner && (mentionsLimiter(*Inner, Words) || asksForPermit(*Inner, Words)));
  });
}

bool asksForPermit(const Body &In, const Vocabulary &Words) {
  return llvm::any_of(
             In.Calls,
             [&](const CallExpr *Call) { return asksForPermit(*Call, Words); }) ||
         llvm::any_of(In.Suspensions, [&](const Suspension &Each) {
           return isLimiter(Each.Operand->getType(), Words);
         });
}

llvm::SmallVector<const CallExpr *, 4> awaitedCalls(const Body &In, Model &Model) {
  llvm::SmallVector<const CallExpr *, 4> Found;
  for (const Suspension &Each : In.Suspensions) {
    const auto *Call = dyn_cast<CallExpr>(written(Each.Operand));
    if (isa<CoawaitExpr>(Each.Keyword) && Call && Call->getDirectCallee() &&
        Model.Types.of(Call->getType()).isTask())
      Found.push_back(Call);
  }
  return Found;
}

bool isLimited(const FunctionDecl &Function, Model &Model) {
  llvm::SetVector<const FunctionDecl *> Reached;
  Reached.insert(&Function);
  for (unsigned I = 0; I != Reached.size(); ++I) {
    const FunctionDecl *Definition = certainDefinition(*Reached[I]);
    if (!Definition) {
      if (Model.program().knows(*Reached[I], program::Question::Limited))
        return true;
      continue;
    }
    const Body &In = Model.bodyOf(*Definition);
    if (asksForPermit(In, Model.Words))
      return true;
    for (const CallExpr *Each : awaitedCalls(In, Model))
      Reached.insert(Each->getDirectCallee()->getCanonicalDecl());
  }
  return false;
}

} // namespace async_checks
