#include "model/lifetime/Results.h"
#include "model/Model.h"
#include "model/lifetime/OwnResults.h"
#include "model/syntax/Callables.h"
#include "model/tasks/Spawns.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

Results::Results(Model &Unit, const Body &In)
    : Unit(Unit), In(In), Kinds(Unit.Containers) {}

/// The field of its own object that \p E is, or is a part of; null if it is none.
static const FieldDecl *ownPart(const Expr *E) {
  for (E = written(E); E;) {
    if (const auto *Call = dyn_cast<CallExpr>(E);
        Call && Call->getNumArgs() == 1 && Call->isGLValue() &&
        !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call)) {
      E = written(Call->getArg(0)); // `std::move(value)`
      continue;
    }
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (!Field || Field->getType()->isReferenceType() ||
        Field->getType()->isPointerType())
      return nullptr;
    const Expr *Base = written(Member->getBase());
    if (isa<CXXThisExpr>(Base))
      return Field;
    if (Member->isArrow())
      return nullptr;
    E = Base;
  }
  return nullptr;
}

/// What \p Function returns, if that is all it does; null if it is not in sight.
static const Expr *onlyReturned(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.isDefined(Definition))
    return nullptr;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  const auto *Return =
      Block && !Block->body_empty() ? dyn_cast<ReturnStmt>(Block->body_back()) : nullptr;
  return Return ? Return->getRetValue() : nullptr;
}

const Suspension *Results::suspension(const Expr *E) const {
  for (const Suspension &Each : In.Suspensions)
    if (Each.Keyword == E && isa<CoawaitExpr>(E))
      return &Each;
  return nullptr;
}

/// Whether what \p At yields, a reference, refers into the awaited temporary.
bool Results::refersToAwaited(const Suspension &At) {
  const Expr *Operand = written(At.Operand);
  const CXXRecordDecl *Awaited = classOf(Operand->getType());
  if (!At.Keyword->isGLValue() || !Operand->isPRValue() || !Awaited)
    return false;
  const TypeFacts &Facts = Unit.Types.of(*Awaited);
  if (!Facts.isTask()) {
    // An awaiter that hands out a part of its own.
    const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(At.Keyword);
    const auto *Resume =
        Suspend ? dyn_cast<CXXMemberCallExpr>(written(Suspend->getResumeExpr()))
                : nullptr;
    const CXXMethodDecl *Method = Resume ? Resume->getMethodDecl() : nullptr;
    const Expr *Result =
        Method && Method->getParent()->getCanonicalDecl() == Awaited->getCanonicalDecl()
            ? onlyReturned(*Method)
            : nullptr;
    return Result && ownPart(Result);
  }
  // A task of references hands out what its coroutine was given.
  llvm::SmallVector<QualType, 2> Arguments = typeArguments(*Awaited);
  QualType Yield = At.Keyword->getType().getCanonicalType().getUnqualifiedType();
  if (!Arguments.empty() && llvm::none_of(Arguments, [&](QualType Each) {
        return Each.getCanonicalType().getUnqualifiedType() == Yield;
      }))
    return false;
  // Others may have a copy of a task that can be copied, unless it was just made.
  if (Facts.IsMoveOnly)
    return true;
  const auto *Call = dyn_cast<CallExpr>(Operand);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && coroutineOf(Unit, *Callee);
}

/// The `co_await` whose result \p E is: a temporary, or a reference into one.
const Suspension *Results::temporary(const Expr *E) {
  const Suspension *At = suspension(written(E));
  return At && (At->Keyword->isPRValue() || refersToAwaited(*At)) ? At : nullptr;
}

/// The `co_await` whose result \p E is, or is a part of.
const Suspension *Results::part(const Expr *E) {
  E = written(E);
  if (const Suspension *At = temporary(E))
    return At;
  const auto *Member = dyn_cast<MemberExpr>(E);
  return Member && !Member->isArrow() && isa<FieldDecl>(Member->getMemberDecl()) &&
                 !Member->getMemberDecl()->getType()->isReferenceType()
             ? part(Member->getBase())
             : behindReference(E);
}

/// Whether \p Call returns a reference to a part of the object it is called on.
bool Results::handsOutPart(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Call.isGLValue())
    return false;
  if (Call.isXValue() || Kinds.isOwning(Call.getObjectType()))
    return true;
  if (!Method->isDefined()) // One that holds others by a pointer owns no container.
    return Kinds.isOwning(Call.getType());
  const Expr *Result = onlyReturned(*Method);
  return Result && ownPart(Result);
}

const Suspension *Results::behindReference(const Expr *E) {
  E = written(E);
  if (!E->isGLValue())
    return nullptr;
  if (const Suspension *At = temporary(E))
    return At;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (!isa<FieldDecl>(Member->getMemberDecl()) ||
        Member->getMemberDecl()->getType()->isReferenceType())
      return nullptr;
    if (!Member->isArrow())
      return behindReference(Member->getBase());
    const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(written(Member->getBase()));
    return Arrow && Arrow->getOperator() == OO_Arrow &&
                   Kinds.isHolder(Arrow->getArg(0)->getType())
               ? part(Arrow->getArg(0))
               : nullptr;
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return handsOutPart(*Call) ? part(Call->getImplicitObjectArgument()) : nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    const Expr *Object = Operator->getArg(0);
    bool IsPart =
        Operator->getOperator() == OO_Subscript
            ? Kinds.isOwning(Object->getType())
            : Operator->getOperator() == OO_Star && Kinds.isHolder(Object->getType());
    return IsPart ? part(Object) : nullptr;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) // `std::get<0>(…)`
    return Call->isXValue() && Call->getNumArgs() == 1 ? part(Call->getArg(0)) : nullptr;
  return nullptr;
}

const Expr *viewed(const Expr *E) {
  E = written(E);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return viewed(Cast->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() ? viewed(List->getInit(0)) : nullptr;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() ? viewed(Construct->getArg(0)) : nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    return Call->getImplicitObjectArgument();
  return E;
}

const Suspension *Results::behindView(const Expr *E) {
  const Expr *Shown = viewed(E);
  if (!Shown)
    return nullptr;
  if (Kinds.isOwning(Shown->getType()))
    return part(Shown);
  const auto *Call = dyn_cast<CXXMemberCallExpr>(written(Shown));
  if (!Call || !Call->getMethodDecl() || !Call->isPRValue() ||
      !Kinds.isView(Call->getType()))
    return nullptr;
  const Expr *Object = Call->getImplicitObjectArgument();
  if (Kinds.isView(Object->getType()))
    return behindView(Object);
  const Expr *Result = onlyReturned(*Call->getMethodDecl());
  const Expr *Source = Result ? viewed(Result) : nullptr;
  return Source && Kinds.isOwning(Source->getType()) && ownPart(Source) ? part(Object)
                                                                        : nullptr;
}

const Suspension *Results::behindGiven(const Expr *E) {
  const Suspension *At = suspension(written(E));
  const auto *Call = At ? dyn_cast<CallExpr>(written(At->Operand)) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Body *Work = Callee ? coroutineOf(Unit, *Callee) : nullptr;
  if (!Work)
    return nullptr;
  for (const OwnResult &Each : ownResults(*Work, Unit)) {
    const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Each.Refers.Variable);
    unsigned Index = Parameter ? Parameter->getFunctionScopeIndex() : 0;
    llvm::ArrayRef<const Expr *> Given = namedCall(*Call).Arguments;
    if (Parameter && Index < Given.size() &&
        (Each.Refers.Lives == Lifetime::Local ||
         referentOf(*Given[Index], Parameter->getType(), Unit).Lives ==
             Lifetime::Temporary))
      return At;
  }
  return nullptr;
}

const Suspension *Results::behindRange(const Expr *E) {
  if (written(E)->isGLValue())
    return behindReference(E);
  return Kinds.isView(E->getType()) ? behindView(E) : nullptr;
}

} // namespace async_checks
