#include "model/sharing/Parties.h"
#include "model/Model.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Spawns.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using async_checks::program::FieldWord;

namespace async_checks {

namespace {

/// Whether \p Method is there once more for `const` objects: it only gives access.
bool isAccessor(const CXXMethodDecl &Method) {
  if (Method.isConst() || Method.isStatic())
    return true;
  return llvm::any_of(
      Method.getParent()->lookup(Method.getDeclName()), [&](const NamedDecl *Other) {
        const auto *Twin = dyn_cast<CXXMethodDecl>(Other);
        return Twin && Twin->isConst() && Twin->getNumParams() == Method.getNumParams();
      });
}

} // namespace

bool mayChange(const Expr &Use, const Body &In, Model &Unit) {
  const Expr *Whole = &Use;
  const Stmt *Around = In.writtenParent(Use);
  while (Around) {
    const auto *Member = dyn_cast<MemberExpr>(Around);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around);
    bool IsElement = isa<ArraySubscriptExpr>(Around) ||
                     (Operator && Operator->getOperator() == OO_Subscript &&
                      written(Operator->getArg(0)) == written(Whole));
    if (IsElement && Unit.Containers.isMap(Whole->getType()))
      return true;
    if (!isa<ParenExpr>(Around) && !IsElement &&
        !(Member && isa<FieldDecl>(Member->getMemberDecl()) && !Member->isArrow()))
      break;
    Whole = cast<Expr>(Around);
    Around = In.writtenParent(*Around);
  }
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
    return Binary->isAssignmentOp() && written(Binary->getLHS()) == written(Whole);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around))
    return Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_AddrOf;
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    return Method && !isAccessor(*Method);
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Around);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Operator && Method && written(Operator->getArg(0)) == written(Whole))
    return !isAccessor(*Method);
  unsigned Shift = Operator && Method ? 1 : 0;
  for (unsigned Index = Shift; Index != Call->getNumArgs(); ++Index) {
    if (Index - Shift >= Callee->getNumParams() ||
        !In.isWithin(*Whole, *Call->getArg(Index)))
      continue;
    QualType Type = Callee->getParamDecl(Index - Shift)->getType();
    return Type->isReferenceType() && !Type.getNonReferenceType().isConstQualified();
  }
  return false;
}

namespace {

class PartyFinder {
public:
  PartyFinder(Model &Unit, const Body &In, const Place &What)
      : Unit(Unit), In(In), What(What) {}

  bool find() {
    if (What.Root && !What.Root->hasLocalStorage())
      return true;
    const ValueDecl *Last = What.Root;
    for (const ValueDecl *Each : What.Path)
      if (Each)
        Last = Each;
    return isWrittenElsewhere(*Last) || isGuarded(*Last) ||
           runsAtOnce(In.Function, /*Depth=*/0) > 1;
  }

private:
  // --- Other writers ---

  bool isWrittenElsewhere(const ValueDecl &Named) const {
    if (const auto *Field = dyn_cast<FieldDecl>(&Named);
        Field && isWrittenInProgram(*Field))
      return true;
    llvm::SmallVector<const ValueDecl *, 2> Names = declarationsOf(Named);
    return llvm::any_of(Unit.uses().bodies(), [&](const Body *Other) {
      return !isPartOfThis(*Other) && !makesOrDestroys(Other->Function, Named) &&
             llvm::any_of(Names, [&](const ValueDecl *Name) {
               return llvm::any_of(Other->uses(*Name), [&](const Expr *Use) {
                 return Other->parent(*Use) && mayChange(*Use, *Other, Unit);
               });
             });
    });
  }

  bool isWrittenInProgram(const FieldDecl &Field) const {
    return llvm::any_of(
        Unit.program().changes(Field, program::Words<FieldWord>::of(FieldWord::Writes)),
        [this](const program::FieldChange &Each) {
          return Each.Does.has(FieldWord::Writes) &&
                 !Unit.program().isEntity(In.Function, Each.OnlyCaller);
        });
  }

  /// Whether \p Other runs as a part of the coroutine: it is the same function, the one
  /// around the lambda that the coroutine is, a lambda that is called in it, or a
  /// function that nothing else calls.
  bool isPartOfThis(const Body &Other) const {
    if (&pattern(Other.Function) == &pattern(In.Function))
      return true;
    if (Unit.uses().lambda(In.Function).first == &Other)
      return true;
    if (Unit.uses().lambda(Other.Function).first == &In)
      return !Other.Coroutine;
    const FunctionUses &Uses = Unit.uses().of(Other.Function);
    return !Uses.IsAddressTaken && !Uses.Calls.empty() &&
           Other.Function.getAccess() != AS_public &&
           llvm::all_of(Uses.Calls, [&](const CallSite &Site) {
             return &pattern(Site.In->Function) == &pattern(In.Function);
           });
  }

  /// Whether the class of \p Named has a mutex: its author expects more than one.
  bool isGuarded(const ValueDecl &Named) const {
    const auto *Class = dyn_cast<CXXRecordDecl>(Named.getDeclContext());
    return isa<FieldDecl>(Named) && Class &&
           llvm::any_of(Class->fields(), [this](const FieldDecl *Field) {
             return Unit.LockTypes.mutex(Field->getType()) != LockTypes::Mutex::None;
           });
  }

  // --- Twice at once ---

  /// How many of \p Function run at once on one object, as far as calls in sight tell: 2
  /// stands for many, 0 for "nobody knows".
  unsigned runsAtOnce(const FunctionDecl &Function, unsigned Depth) const {
    if (Depth > 3)
      return 0;
    unsigned Started = startsAsLambda(Function), Awaited = 0;
    llvm::SmallDenseMap<const Body *, unsigned> Kept; // tasks in variables of one caller
    const FunctionUses &Uses = Unit.uses().of(Function);
    for (const CallSite &Site : Uses.Calls) {
      Fate Fate = fateOf(*Site.Call, *Site.In, Unit);
      if (isStarted(Site, Fate) || (Fate.Is == Destiny::Variable && ++Kept[Site.In] > 1))
        Started += startsAt(Site, Depth);
      else if (!isOwnObject(Site, /*Within=*/nullptr, Depth))
        Awaited = std::max(Awaited, runsAtOnce(Site.In->Function, Depth + 1));
    }
    bool IsCalledMeanwhile = Started != 0 && Uses.Calls.size() > 1;
    return IsCalledMeanwhile ? 2 : Started + Awaited;
  }

  /// The same for a lambda that stands where it is started.
  unsigned startsAsLambda(const FunctionDecl &Function) const {
    auto [Around, Lambda] = Unit.uses().lambda(Function);
    const auto *Call =
        Lambda ? dyn_cast_or_null<CallExpr>(Around->writtenParent(*Lambda)) : nullptr;
    if (!Call || !startsTask(Unit, *Call))
      return 0;
    return loopAround(*Call, *Around) ? 2 : 1;
  }

  unsigned startsAt(const CallSite &Site, unsigned Depth) const {
    const Stmt *Loop = loopAround(*Site.Call, *Site.In);
    if (isOwnObject(Site, Loop, Depth))
      return 0;
    return Loop ? 2 : 1;
  }

  /// Whether the task of \p Site runs while the caller goes on, or starts another.
  bool isStarted(const CallSite &Site, const Fate &Fate) const {
    if (isGathered(Site))
      return true;
    switch (Fate.Is) {
    case Destiny::Started:
    case Destiny::Object:
      return true;
    case Destiny::Dropped:
      return Unit.Types.of(Site.Call->getType()).Starts == Start::Eager;
    case Destiny::Variable: {
      const CXXRecordDecl *Holder =
          Fate.Variable ? Unit.Types.record(Fate.Variable->getType()) : nullptr;
      return Holder && Unit.Types.elementOf(*Holder);
    }
    default:
      return false;
    }
  }

  /// Whether \p Site is one of several tasks that a call is given: `when_all(f(), g())`.
  bool isGathered(const CallSite &Site) const {
    const auto *Call = dyn_cast_or_null<CallExpr>(Site.In->writtenParent(*Site.Call));
    return Call && llvm::count_if(Call->arguments(), [this](const Expr *Argument) {
                     return Unit.Types.of(Argument->getType()).isTask();
                   }) > 1;
  }

  /// Whether the object that \p Site works with is one of its own: the caller has made
  /// it, \p Within a loop if there is one. Known at the first \p Depth alone.
  bool isOwnObject(const CallSite &Site, const Stmt *Within, unsigned Depth) const {
    if (Depth != 0 && !isa<CXXMemberCallExpr>(Site.Call))
      return false;
    const Expr *Object = objectAt(Site);
    if (!Object)
      return false;
    Place At = placeOf(Object);
    if (!At.isKnown())
      return true;
    if (!At.Root || !At.Root->hasLocalStorage() || isa<ParmVarDecl>(At.Root) ||
        At.IsCaptured)
      return false;
    if (!Within)
      return !At.Root->getType()->isReferenceType();
    return llvm::any_of(Site.In->Declarations, [&](const DeclStmt *Declaration) {
      return Site.In->isWithin(*Declaration, *Within) &&
             llvm::is_contained(Declaration->decls(), At.Root);
    });
  }

  /// What stands at \p Site for the object that the callee works with; null if nothing
  /// does.
  const Expr *objectAt(const CallSite &Site) const {
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Site.Call))
      return Member->getImplicitObjectArgument();
    const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(What.Root);
    if (!Parameter || Parameter->getDeclContext() != &In.Function)
      return nullptr;
    llvm::ArrayRef<const Expr *> Arguments = namedCall(*Site.Call).Arguments;
    unsigned Index = Parameter->getFunctionScopeIndex();
    const Expr *Given = Index < Arguments.size() ? written(Arguments[Index]) : nullptr;
    const auto *Address = dyn_cast_or_null<UnaryOperator>(Given);
    return Address && Address->getOpcode() == UO_AddrOf ? Address->getSubExpr() : Given;
  }

  Model &Unit;
  const Body &In;
  const Place &What;
};

} // namespace

bool hasSecondParty(Model &Unit, const Body &In, const Place &What) {
  return PartyFinder(Unit, In, What).find();
}

} // namespace async_checks
