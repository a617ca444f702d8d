#include "model/lifetime/Holds.h"
#include "Compat.h"
#include "model/Model.h"
#include "model/suspension/Suspensions.h"
#include "model/types/Containers.h"
#include "model/unit/Places.h"
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

/// What a local reference or view is another name for, as far as it is sure to be so
/// wherever the name is used.
Referent aliasedBy(const VarDecl &Alias, Model &Model);

Referent variableOf(const DeclRefExpr &Reference, Model &Model) {
  const auto *Variable = dyn_cast<VarDecl>(Reference.getDecl());
  if (!Variable || !Variable->hasLocalStorage())
    return {};
  if (Reference.refersToEnclosingVariableOrCapture())
    return {Lifetime::Captured, Variable};
  if (!Variable->getType()->isReferenceType())
    return {Lifetime::Local, Variable};
  return isa<ParmVarDecl>(Variable) ? Referent{Lifetime::Lent, Variable}
                                    : aliasedBy(*Variable, Model);
}

Referent ownerOf(const Expr *E, Model &Model) {
  E = sameGlvalue(E);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
    const CXXRecordDecl *Record = Temporary->getType()->getAsCXXRecordDecl();
    if (Record && Record->hasDefinition() && Record->isEmpty())
      return {};
    if (Temporary->getStorageDuration() == SD_FullExpression)
      return {Lifetime::Temporary};
    const auto *Name = dyn_cast_or_null<VarDecl>(Temporary->getExtendingDecl());
    return Name && Name->hasLocalStorage() ? Referent{Lifetime::Local, Name} : Referent{};
  }
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
    return variableOf(*Reference, Model);
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
  return IsFree && isOfSystem(*Callee) ? Call->getArg(0) : nullptr;
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
    const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (!Variable || Variable->getType()->isReferenceType() ||
        Reference->refersToEnclosingVariableOrCapture())
      return {};
    return Parameter ? Referent{Lifetime::Lent, Parameter} : aliasedBy(*Variable, Model);
  }
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return ownerOf(List->getSubExpr(), Model);
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

/// Whether \p E is a variable, or a part of it that goes with it.
bool isOwnPart(const Expr *E) {
  for (;;) {
    E = sameGlvalue(E);
    const auto *Member = dyn_cast<MemberExpr>(E);
    if (!Member || Member->isArrow())
      return isa<DeclRefExpr, MaterializeTemporaryExpr>(E) ||
             (Member && isa<CXXThisExpr>(written(Member->getBase())));
    E = Member->getBase();
  }
}

/// Whether \p Variable keeps the value that it is made with: nobody assigns to it, moves
/// from it, or calls what may change it.
bool keepsValue(const VarDecl &Variable, const Body &In) {
  return llvm::all_of(In.uses(Variable), [&](const Expr *Use) {
    const Stmt *Around = In.writtenParent(*Use);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
      return !Binary->isAssignmentOp() || written(Binary->getLHS()) != Use;
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
      return !Operator->isAssignmentOp() || written(Operator->getArg(0)) != Use;
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Around))
      return !Call->isXValue();
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
    const auto *Method =
        Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    return !Method || Method->isConst();
  });
}

Referent aliasedBy(const VarDecl &Alias, Model &Model) {
  const auto *Function = dyn_cast<FunctionDecl>(Alias.getDeclContext());
  const Expr *Init = Alias.getInit();
  if (!Function || !Function->doesThisDeclarationHaveABody() || !Init ||
      Alias.isImplicit())
    return {};
  const Body &In = Model.bodyOf(*Function);
  bool IsReference = Alias.getType()->isReferenceType();
  // A name for itself names nothing.
  if (llvm::any_of(In.uses(Alias),
                   [&](const Expr *Use) { return In.isWithin(*Use, *Init); }) ||
      (IsReference ? !isOwnPart(Init) : !keepsValue(Alias, In)))
    return {};
  Referent Of = IsReference ? ownerOf(Init, Model) : viewedBy(Init, Model);
  // What is moved away may live on elsewhere.
  bool IsMoved = Of.Variable && Of.Variable != &Alias && In.movesFrom(*Of.Variable);
  return IsMoved ? Referent() : Of;
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

namespace {

/// The way to a body: how many callees are on it, and where to put down what goes on to
/// others; null if that is followed.
struct Way {
  unsigned Depth = 0;
  HandedOns *To = nullptr;

  Way next() const { return {Depth + 1, To}; }
};

/// Where \p In mentions \p Named late, see lateUse().
const Stmt *lateMention(const ValueDecl *Named, const Body &In, Model &Model, Way Here);

/// Whether \p Callee calls what an object such as a `std::function` holds.
bool isCallOfHeld(const FunctionDecl &Callee, Model &Model) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && Method->getOverloadedOperator() == OO_Call &&
         signatureOf(Model.Context.getTypeDeclType(
             static_cast<const TypeDecl *>(Method->getParent())));
}

/// Whether the task that \p Callee, which is not known, returns is likely to use what it
/// is given for \p Parameter, which is null for `this`.
bool likelyKeeps(const FunctionDecl &Callee, const ParmVarDecl *Parameter, Model &Model) {
  bool IsUsers = !isOfSystem(Callee) && !Callee.isTemplateInstantiation();
  return (IsUsers || isCallOfHeld(Callee, Model)) && Parameter &&
         !Parameter->getType()->isRValueReferenceType() &&
         Model.Types.of(Callee.getReturnType()).Starts == Start::Lazy;
}

/// Whether the task that \p Callee returns uses, when it runs, what its caller has given
/// for \p Parameter by reference; null stands for `this`. \p Otherwise is the answer if
/// nobody knows.
bool keeps(const FunctionDecl &Callee, const ParmVarDecl *Parameter, Model &Model,
           Way Here, bool Otherwise);

/// Whether an ordinary function hands its parameter on to the task that it returns.
bool handsOn(const Body &In, const ParmVarDecl *Parameter, Model &Model, Way Here) {
  for (const CallExpr *Call : In.Calls) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Call->isPRValue() || !Model.Types.of(Call->getType()).goesOnLater())
      continue;
    unsigned Count = isa<CXXOperatorCallExpr>(Call)
                         ? 0
                         : std::min(Call->getNumArgs(), Callee->getNumParams());
    for (unsigned Index = 0; Index < Count; ++Index) {
      const ParmVarDecl *To = Callee->getParamDecl(Index);
      Referent Given = referentOf(*Call->getArg(Index), To->getType(), Model);
      if (Parameter && Given.Lives == Lifetime::Lent && Given.Variable == Parameter &&
          keeps(*Callee, To, Model, Here.next(), likelyKeeps(*Callee, To, Model)))
        return true;
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (!Parameter && Member &&
        isa<CXXThisExpr>(written(Member->getImplicitObjectArgument())) &&
        keeps(*Callee, nullptr, Model, Here.next(), false))
      return true;
  }
  return false;
}

bool keepsItself(const FunctionDecl &Definition, const ParmVarDecl *Parameter,
                 Model &Model, Way Here) {
  const Body &Work = Model.bodyOf(Definition);
  return Work.Coroutine ? lateMention(Parameter, Work, Model, Here.next()) != nullptr
                        : handsOn(Work, Parameter, Model, Here);
}

bool keeps(const FunctionDecl &Callee, const ParmVarDecl *Parameter, Model &Model,
           Way Here, bool Otherwise) {
  if (isCallOfHeld(Callee, Model))
    return Otherwise;
  unsigned Index = Parameter ? Parameter->getFunctionScopeIndex() + 1 : 0;
  const FunctionDecl *Definition = certainDefinition(Callee);
  program::Words<TakeWord> Late = program::Words<TakeWord>::of(TakeWord::Late), Assumed;
  Assumed.add(TakeWord::Late, Otherwise);
  // The program knows every function but those that each unit makes for itself.
  if (Here.To && !isOfSystem(Callee) && !Callee.isTemplateInstantiation()) {
    Here.To->push_back({&Callee, Index, Late, Assumed});
    return false;
  }
  if (Definition)
    return Here.Depth < MaxHoldDepth &&
           keepsItself(*Definition, Index ? Definition->getParamDecl(Index - 1) : nullptr,
                       Model, Here);
  return Model.program().taking(Callee, {Index, Late, Assumed}).has(TakeWord::Late);
}

/// The mentions of \p Named, and those of its other names.
llvm::SmallVector<const Stmt *, 8> mentionsOf(const ValueDecl &Named, const Body &In,
                                              Model &Model) {
  llvm::SmallVector<const Stmt *, 8> Found(In.uses(Named).begin(), In.uses(Named).end());
  llvm::SmallPtrSet<const VarDecl *, 2> Aliases;
  for (unsigned Index = 0; Index < Found.size(); ++Index) {
    const Stmt *Around = Found[Index];
    while (isa_and_nonnull<Expr>(Around))
      Around = In.parent(*Around);
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(Around);
    if (!Declaration)
      continue;
    auto Add = [&](const ValueDecl &Name) {
      Found.append(In.uses(Name).begin(), In.uses(Name).end());
    };
    for (const Decl *Declared : Declaration->decls()) {
      const auto *Alias = dyn_cast<VarDecl>(Declared);
      if (!Alias || Alias->isImplicit() || !Alias->getInit() ||
          referentOf(*Alias->getInit(), Alias->getType(), Model).Variable != &Named ||
          !(Alias->getType()->isReferenceType() || keepsValue(*Alias, In)) ||
          !Aliases.insert(Alias).second)
        continue;
      Add(*Alias);
      if (const auto *Parts = dyn_cast<DecompositionDecl>(Alias))
        for (const BindingDecl *Part : Parts->bindings())
          Add(*Part);
    }
  }
  return Found;
}

/// Whether \p Argument, given to a parameter of type \p Type, is \p Named or a part of
/// it.
bool refersTo(const Expr &Argument, QualType Type, const ValueDecl &Named, Model &Model) {
  return referentOf(Argument, Type, Model).Variable == &Named;
}

/// Whether a coroutine with the signature of \p Callee, which is not in sight, is likely
/// to use what \p Parameter refers to until it is done: something that is not cheap to
/// copy.
bool mayUse(const FunctionDecl &Callee, const ParmVarDecl &Parameter, Model &Model) {
  QualType Type = Parameter.getType();
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return !isOfSystem(Callee) && !Callee.isTemplateInstantiation() &&
         !Type->isRValueReferenceType() &&
         (Model.Types.of(Type).IsView ||
          (Type->isReferenceType() && Record && Record->hasDefinition() &&
           !Record->isTriviallyCopyable()));
}

/// Whether the task that \p Operand makes is lent \p Named, or a part of it, until it is
/// done.
bool lends(const Expr *Operand, const ValueDecl &Named, Model &Model, Way Here) {
  const auto *Call = dyn_cast<CallExpr>(written(Operand));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || isa<CXXOperatorCallExpr>(Call) ||
      !Model.Types.of(Call->getType()).isTask())
    return false;
  unsigned Count = std::min(Call->getNumArgs(), Callee->getNumParams());
  for (unsigned Index = 0; Index < Count; ++Index) {
    const Expr &Argument = *Call->getArg(Index);
    const ParmVarDecl &To = *Callee->getParamDecl(Index);
    if (refersTo(Argument, To.getType(), Named, Model)
            ? keeps(*Callee, &To, Model, Here, mayUse(*Callee, To, Model))
            : lends(&Argument, Named, Model, Here))
      return true;
  }
  return false;
}

const Stmt *lateMention(const ValueDecl *Named, const Body &In, Model &Model, Way Here) {
  bool IsLazy = Model.Types.of(In.Function.getReturnType()).Starts == Start::Lazy;
  if (!IsLazy && In.Suspensions.empty())
    return nullptr;
  llvm::SmallVector<const Stmt *, 8> Uses(In.Selves.begin(), In.Selves.end());
  if (Named)
    Uses = mentionsOf(*Named, In, Model);
  if (IsLazy || Uses.empty())
    return Uses.empty() ? nullptr : Uses.front();
  const Flow &Flow = Model.flowOf(In);
  Flow::Marks Suspensions = suspensionMarks(In, Model);
  auto IsLent = [&](const Suspension &At) {
    return Named && maySuspend(At, In, Model) && lends(At.Operand, *Named, Model, Here);
  };
  for (const Stmt *Use : Uses)
    if (isRangeOfSuspending(*Use, In) || !Flow.before(*Use, Suspensions).Nodes.empty() ||
        llvm::any_of(In.Suspensions, [&](const Suspension &Each) {
          return In.isWithin(*Use, *Each.Operand) && IsLent(Each);
        }))
      return Use;
  return nullptr;
}

} // namespace

const Stmt *lateUse(const ValueDecl *Named, const Body &In, Model &Model) {
  return lateMention(Named, In, Model, {});
}

bool keepsUnless(const FunctionDecl &Definition, const ParmVarDecl *Parameter,
                 Model &Model, HandedOns &To) {
  return keepsItself(Definition, Parameter, Model, {0, &To});
}

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
    if (Refers.Lives != Lifetime::Unknown && keeps(*Callee, nullptr, Model, {}, false))
      Found.push_back({Object, nullptr, Refers});
  }
  for (unsigned Index = 0; Index < Given.size() && Index < Callee->getNumParams();
       ++Index) {
    const ParmVarDecl *Parameter = Callee->getParamDecl(Index);
    Referent Refers = referentOf(*Given[Index], Parameter->getType(), Model);
    if (Refers.Lives != Lifetime::Unknown &&
        keeps(*Callee, Parameter, Model, {}, likelyKeeps(*Callee, Parameter, Model)))
      Found.push_back({Given[Index], Parameter, Refers});
  }
  return Found;
}

} // namespace async_checks
