#include "model/Holds.h"
#include "Compat.h"
#include "model/Containers.h"
#include "model/Model.h"
#include "model/Suspensions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

/// How many ordinary functions may hand a parameter on before a coroutine keeps it.
constexpr unsigned MaxHoldDepth = 3;

// --- What an expression refers to ---

namespace {

/// What an lvalue, or a temporary, is a part of.
Referent ownerOf(const Expr *E, Model &Model);

/// Looks through what changes the type of a glvalue and not the object.
const Expr *sameGlvalue(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<CastExpr>(E);
        Cast && Cast->isGLValue() && Cast->getSubExpr()->isGLValue() &&
        Cast->getCastKind() != CK_UserDefinedConversion)
      E = Cast->getSubExpr();
    else if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    else if (const auto *Call = dyn_cast<CallExpr>(E);
             Call && Call->isXValue() && Call->getNumArgs() == 1 &&
             !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call) &&
             Call->getArg(0)->getType().getCanonicalType() ==
                 Call->getType().getCanonicalType())
      E = Call->getArg(0);
    else
      return E;
  }
}

Referent variableOf(const DeclRefExpr &Reference) {
  const auto *Variable = dyn_cast<VarDecl>(Reference.getDecl());
  if (!Variable || !Variable->hasLocalStorage())
    return {};
  if (Reference.refersToEnclosingVariableOrCapture())
    return {};
  if (!Variable->getType()->isReferenceType())
    return {Lifetime::Local, Variable};
  return isa<ParmVarDecl>(Variable) ? Referent{Lifetime::Lent, Variable} : Referent{};
}

Referent ownerOf(const Expr *E, Model &Model) {
  E = sameGlvalue(E);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
    const CXXRecordDecl *Record = Temporary->getType()->getAsCXXRecordDecl();
    bool IsTag = Record && Record->hasDefinition() && Record->isEmpty();
    bool IsKept = Temporary->getStorageDuration() != SD_FullExpression;
    return {IsTag || IsKept ? Lifetime::Unknown : Lifetime::Temporary};
  }
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
    return variableOf(*Reference);
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return {};
    if (!Member->isArrow())
      return ownerOf(Member->getBase(), Model);
    return {isa<CXXThisExpr>(written(Member->getBase())) ? Lifetime::Member
                                                         : Lifetime::Unknown};
  }
  if (const auto *Deref = dyn_cast<UnaryOperator>(E);
      Deref && Deref->getOpcode() == UO_Deref)
    return {isa<CXXThisExpr>(written(Deref->getSubExpr())) ? Lifetime::Member
                                                           : Lifetime::Unknown};
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Array = Element->getBase()->IgnoreParenImpCasts();
    return Array->getType()->isArrayType() ? ownerOf(Array, Model) : Referent{};
  }
  // What an owner points to.
  if (const auto *Access = dyn_cast<CXXOperatorCallExpr>(E);
      Access && Access->getNumArgs() == 1 &&
      (Access->getOperator() == OO_Arrow || Access->getOperator() == OO_Star) &&
      Model.Containers.isHolder(Access->getArg(0)->getType()))
    return ownerOf(Access->getArg(0), Model);
  // An element of a container.
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
      Call && Call->getOperator() == OO_Subscript) {
    const CXXRecordDecl *Record = Model.Types.record(Call->getArg(0)->getType());
    if (Record && Model.Types.elementOf(*Record) &&
        !Model.Types.of(Call->getArg(0)->getType()).IsView)
      return ownerOf(Call->getArg(0), Model);
  }
  return {};
}

/// The first argument of a library's function that makes a view of it: `std::ref(x)`,
/// `std::as_bytes(s)`. Null for any other call.
const Expr *viewedByCall(const Expr *E, Model &Model) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  bool IsFree = Callee && !isa<CXXMethodDecl>(Callee) && Call->getNumArgs() > 0;
  return IsFree &&
                 Model.Context.getSourceManager().isInSystemHeader(Callee->getLocation())
             ? Call->getArg(0)
             : nullptr;
}

/// What the view \p E, an expression of a view type, refers to.
Referent viewedBy(const Expr *E, Model &Model) {
  for (;;) {
    E = sameGlvalue(E);
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      E = Cast->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else
      break;
  }
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const auto *Parameter = dyn_cast<ParmVarDecl>(Reference->getDecl());
    bool IsOwn = Parameter && !Parameter->getType()->isReferenceType() &&
                 !Reference->refersToEnclosingVariableOrCapture();
    return IsOwn ? Referent{Lifetime::Lent, Parameter} : Referent{};
  }
  const Expr *From = nullptr;
  if (const auto *Conversion = dyn_cast<CXXMemberCallExpr>(E);
      Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
    From = Conversion->getImplicitObjectArgument();
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
           Construct && Construct->getNumArgs() > 0)
    From = Construct->getArg(0);
  else
    From = viewedByCall(E, Model);
  if (!From || !From->isGLValue())
    return {};
  return Model.Types.of(From->getType()).IsView ? viewedBy(From, Model)
                                                : ownerOf(From, Model);
}

} // namespace

Referent referentOf(const Expr &E, QualType Type, Model &Model) {
  const Expr *Given = &E;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Given))
    Given = Default->getExpr();
  if (Type->isReferenceType())
    return ownerOf(Given, Model);
  if (Model.Types.of(Type).IsView)
    return viewedBy(Given, Model);
  if (!Type->isPointerType())
    return {};
  const Expr *Pointer = Given->IgnoreParens();
  if (const auto *Decay = dyn_cast<ImplicitCastExpr>(Pointer);
      Decay && Decay->getCastKind() == CK_ArrayToPointerDecay)
    return ownerOf(Decay->getSubExpr(), Model);
  const auto *Address = dyn_cast<UnaryOperator>(Pointer->IgnoreParenImpCasts());
  return Address && Address->getOpcode() == UO_AddrOf
             ? ownerOf(Address->getSubExpr(), Model)
             : Referent{};
}

// --- What a callee keeps ---

/// Whether \p Use names what a loop goes over whose rounds suspend.
static bool isRangeOfSuspending(const Stmt &Use, const Body &In) {
  const auto *Range = dyn_cast_or_null<DeclStmt>(In.writtenParent(Use));
  const auto *Loop =
      Range ? dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Range)) : nullptr;
  return Loop && Loop->getRangeStmt() == Range &&
         llvm::any_of(In.Suspensions, [&](const Suspension &Each) {
           return In.isWithin(*Each.Keyword, *Loop->getBody());
         });
}

const Stmt *lateUse(const ValueDecl *Named, const Body &In, Model &Model) {
  llvm::SmallVector<const Stmt *, 4> Uses;
  if (Named)
    Uses.append(In.uses(*Named).begin(), In.uses(*Named).end());
  else
    Uses.append(In.Selves.begin(), In.Selves.end());
  if (Uses.empty() || Model.Types.of(In.Function.getReturnType()).Starts == Start::Lazy)
    return Uses.empty() ? nullptr : Uses.front();
  if (In.Suspensions.empty())
    return nullptr;
  const Flow &Flow = Model.flowOf(In);
  Flow::Marks Suspensions = suspensionMarks(In);
  for (const Stmt *Use : Uses)
    if (isRangeOfSuspending(*Use, In) || !Flow.before(*Use, Suspensions).Nodes.empty())
      return Use;
  return nullptr;
}

namespace {

/// Whether the task that \p Callee returns uses, when it runs, what its caller has given
/// for \p Parameter by reference; null stands for `this`.
bool keeps(const FunctionDecl &Callee, const ParmVarDecl *Parameter, Model &Model,
           unsigned Depth);

/// Whether an ordinary function hands its parameter on to the task that it returns.
bool handsOn(const Body &In, const ParmVarDecl *Parameter, Model &Model, unsigned Depth) {
  for (const CallExpr *Call : In.Calls) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Call->isPRValue() || !Model.Types.of(Call->getType()).isTask())
      continue;
    unsigned Count = isa<CXXOperatorCallExpr>(Call)
                         ? 0
                         : std::min(Call->getNumArgs(), Callee->getNumParams());
    for (unsigned Index = 0; Index < Count; ++Index) {
      const ParmVarDecl *To = Callee->getParamDecl(Index);
      Referent Given = referentOf(*Call->getArg(Index), To->getType(), Model);
      if (Parameter && Given.Lives == Lifetime::Lent && Given.Variable == Parameter &&
          keeps(*Callee, To, Model, Depth + 1))
        return true;
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (!Parameter && Member &&
        isa<CXXThisExpr>(written(Member->getImplicitObjectArgument())) &&
        keeps(*Callee, nullptr, Model, Depth + 1))
      return true;
  }
  return false;
}

bool keeps(const FunctionDecl &Callee, const ParmVarDecl *Parameter, Model &Model,
           unsigned Depth) {
  if (const FunctionDecl *Definition = certainDefinition(Callee)) {
    const Body &Work = Model.bodyOf(*Definition);
    if (Parameter)
      Parameter = Definition->getParamDecl(Parameter->getFunctionScopeIndex());
    if (Work.Coroutine)
      return lateUse(Parameter, Work, Model) != nullptr;
    return Depth < MaxHoldDepth && handsOn(Work, Parameter, Model, Depth);
  }
  bool IsSystem = Model.Context.getSourceManager().isInSystemHeader(Callee.getLocation());
  return !IsSystem && Parameter && !Parameter->getType()->isRValueReferenceType() &&
         !Callee.isTemplateInstantiation() &&
         Model.Types.of(Callee.getReturnType()).Starts == Start::Lazy;
}

} // namespace

llvm::SmallVector<Hold, 2> holdsOf(const CallExpr &Call, Model &Model) {
  llvm::SmallVector<Hold, 2> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return Found;
  llvm::ArrayRef<const Expr *> Given(Call.getArgs(), Call.getNumArgs());
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Object = Member->getImplicitObjectArgument();
  else if (isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic() &&
           !compat::hasExplicitObject(*Method)) {
    Object = Given.front();
    Given = Given.drop_front();
  }
  if (Object && !Method->getParent()->isLambda()) {
    // The pointer of `owner->run()` stands for what the owner owns.
    bool IsPointer = Object->getType()->isPointerType();
    const Expr *Named = IsPointer ? Object->IgnoreParenImpCasts() : Object;
    Referent Refers;
    if (!IsPointer || isa<CXXOperatorCallExpr>(Named))
      Refers = ownerOf(Named, Model);
    if (Refers.Lives != Lifetime::Unknown && keeps(*Callee, nullptr, Model, 0))
      Found.push_back({Object, nullptr, Refers});
  }
  for (unsigned Index = 0; Index < Given.size() && Index < Callee->getNumParams();
       ++Index) {
    const ParmVarDecl *Parameter = Callee->getParamDecl(Index);
    Referent Refers = referentOf(*Given[Index], Parameter->getType(), Model);
    if (Refers.Lives != Lifetime::Unknown && keeps(*Callee, Parameter, Model, 0))
      Found.push_back({Given[Index], Parameter, Refers});
  }
  return Found;
}

} // namespace async_checks
