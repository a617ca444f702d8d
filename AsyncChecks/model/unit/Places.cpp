#include "model/unit/Places.h"
#include "model/types/Types.h"
#include "model/unit/Uses.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

static Place step(Place From, const ValueDecl *Into) {
  if (From.isKnown())
    From.Path.push_back(Into);
  return From;
}

Place placeOf(const Expr *E) {
  E = written(E);
  if (!E)
    return {};
  if (isa<CXXThisExpr>(E))
    return {nullptr, /*IsThis=*/true, false, {}};
  if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    return {Variable, false, Name->refersToEnclosingVariableOrCapture(), {}};
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return {Static, false, false, {}};
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      return {};
    const Expr *Base = written(Member->getBase());
    Place Around = placeOf(Base);
    if (Member->isArrow() && !isa<CXXThisExpr>(Base) && !isa<CXXOperatorCallExpr>(Base))
      Around = step(std::move(Around), nullptr);
    return step(std::move(Around), Member->getMemberDecl());
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_Deref)
    return isa<CXXThisExpr>(written(Unary->getSubExpr()))
               ? placeOf(Unary->getSubExpr())
               : step(placeOf(Unary->getSubExpr()), nullptr);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      Operator && Operator->getNumArgs() == 1 &&
      (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star))
    return step(placeOf(Operator->getArg(0)), nullptr);
  return {};
}

bool isNothing(const Expr &Value) {
  const Expr *Inner = written(&Value);
  if (const auto *Number = dyn_cast<IntegerLiteral>(Inner))
    return Number->getValue() == 0;
  if (const auto *Boolean = dyn_cast<CXXBoolLiteralExpr>(Inner))
    return !Boolean->getValue();
  if (const auto *List = dyn_cast<InitListExpr>(Inner))
    return List->getNumInits() == 0;
  const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
  return isa<CXXNullPtrLiteralExpr, GNUNullExpr, ImplicitValueInitExpr,
             CXXScalarValueInitExpr>(Inner) ||
         (Construct && Construct->getNumArgs() == 0);
}

bool Place::isShared(Types &Types) const {
  if (IsThis)
    return !Path.empty();
  if (!Root)
    return false;
  if (!Root->hasLocalStorage())
    return true;
  QualType Type = Root->getType();
  bool IsBehindPointer = llvm::is_contained(Path, nullptr);
  if (Type->isReferenceType()) {
    // A local name for something else is as shared as that.
    if (!isa<ParmVarDecl>(Root) && !Root->isInitCapture()) {
      Place Other = placeOf(Root->getInit());
      return Other.Root != Root && Other.isShared(Types);
    }
    return Type->isLValueReferenceType();
  }
  if (IsBehindPointer)
    return Type->isPointerType() ? isa<ParmVarDecl>(Root) || IsCaptured
                                 : !Types.of(Type).IsMoveOnly;
  return false;
}

llvm::SmallVector<const ValueDecl *, 2> declarationsOf(const ValueDecl &Named) {
  llvm::SmallVector<const ValueDecl *, 2> All = {&Named};
  if (const auto *Field = dyn_cast<FieldDecl>(&Named))
    if (const FieldDecl &Pattern = pattern(*Field); &Pattern != Field)
      All.push_back(&Pattern);
  return All;
}

bool makesOrDestroys(const FunctionDecl &Function, const ValueDecl &Named) {
  if (!isa<CXXConstructorDecl, CXXDestructorDecl>(Function) || !isa<FieldDecl>(Named))
    return false;
  return Function.getDeclContext() == Named.getDeclContext() ||
         pattern(Function).getDeclContext() == Named.getDeclContext();
}

bool isOfSystem(const Decl &Declaration) {
  return Declaration.getASTContext().getSourceManager().isInSystemHeader(
      Declaration.getLocation());
}

} // namespace async_checks
