#include "model/sharing/ContainerChanges.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using async_checks::program::FieldWord;

namespace async_checks {

namespace {

class ContainerChangeFinder {
public:
  using Effect = ContainerEffect;

  explicit ContainerChangeFinder(Model &Unit) : Unit(Unit), Kinds(Unit.Containers) {}

  ContainerChanges find(const ValueDecl &Container, const FunctionDecl &Asker) {
    ContainerChanges Found;
    Found.IsComplete = isClosed(Container);
    llvm::SmallVector<const ValueDecl *, 2> Names = declarationsOf(Container);
    for (const Body *In : Unit.uses().bodies()) {
      if (makesOrDestroys(In->Function, Container))
        continue;
      bool IsOthers = &pattern(In->Function) != &pattern(Asker);
      for (const ValueDecl *Same : Names)
        for (const Expr *Use : In->uses(*Same)) {
          Effect Does = effectOf(*Use, *In);
          note(beginOf(*Use), Does != Effect::None, Does == Effect::Removal, Found.All);
          if (IsOthers)
            note(beginOf(*Use), Does != Effect::None, Does == Effect::Removal,
                 Found.Others);
        }
    }
    if (const auto *Field = dyn_cast<FieldDecl>(&Container))
      addChangesElsewhere(*Field, Found);
    return Found;
  }

  Effect effectOf(const Expr &Use, const Body &In) {
    const Stmt *Around = In.writtenParent(Use);
    const Stmt *Below = &Use;
    while (isa_and_nonnull<ParenExpr>(Around)) {
      Below = Around;
      Around = In.writtenParent(*Around);
    }
    if (!Around)
      return Effect::Removal;
    if (const auto *Member = dyn_cast<MemberExpr>(Around)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      return !Method || Method->isConst() ? Effect::None : effectOf(*Method);
    }
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Around))
      return effectOf(Member->getMember().getAsString());
    if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Around))
      return effectOf(Member->getMemberName().getAsString());
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around))
      return operatorEffect(*Operator, Use, *Below);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Around))
      return Kinds.isMap(Use.getType()) && Subscript->getBase() == Below
                 ? Effect::Insertion
                 : Effect::None;
    if (const auto *Call = dyn_cast<CallExpr>(Around))
      return argumentEffect(Call->getDirectCallee(),
                            {Call->getArgs(), Call->getNumArgs()}, *Below, In);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Around))
      return argumentEffect(Construct->getConstructor(),
                            {Construct->getArgs(), Construct->getNumArgs()}, *Below, In);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Around))
      return declarationEffect(*Declaration, In);
    if (isa<CXXForRangeStmt, CoreturnStmt>(Around) || In.isDiscarded(Use))
      return Effect::None;
    if (isa<ReturnStmt>(Around)) {
      QualType Result = In.Function.getReturnType();
      return Result->isReferenceType() && !isConstType(Result) ? Effect::Removal
                                                               : Effect::None;
    }
    return Effect::Removal;
  }

private:
  static void note(SourceLocation At, bool Changes, bool Removes,
                   ContainerChanges::Changes &Found) {
    if (Changes && Found.Any.isInvalid())
      Found.Any = At;
    if (Removes && Found.Removal.isInvalid())
      Found.Removal = At;
  }

  void addChangesElsewhere(const FieldDecl &Field, ContainerChanges &Found) const {
    auto About = program::Words<FieldWord>::of(FieldWord::Inserts, FieldWord::Erases);
    for (const program::FieldChange &Each : Unit.program().changes(Field, About)) {
      bool Removes = Each.Does.has(FieldWord::Erases);
      if (!Removes && !Each.Does.has(FieldWord::Inserts))
        continue;
      SourceLocation At = Unit.program().locate(Each.At);
      Found.IsComplete &= At.isValid();
      note(At, true, Removes, Found.All);
      note(At, true, Removes, Found.Others);
    }
  }

  /// Whether nobody can name \p Container but the unit, and functions that the program
  /// knows.
  bool isClosed(const ValueDecl &Container) const {
    if (isa<ParmVarDecl>(Container))
      return false;
    if (const auto *Variable = dyn_cast<VarDecl>(&Container);
        Variable && !Variable->isStaticDataMember())
      return Variable->isStaticLocal() || !Variable->isExternallyVisible();
    const auto *Class = dyn_cast<CXXRecordDecl>(Container.getDeclContext());
    if (!Class)
      return false;
    if (const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern())
      Class = Pattern;
    if (!Class->isExternallyVisible() || Class->isLocalClass())
      return true;
    auto Elsewhere = membersElsewhere(Container);
    if (!Elsewhere || Elsewhere->empty())
      return Elsewhere.has_value();
    bool AreKnown = isa<FieldDecl>(Container);
    for (const FunctionDecl *Each : *Elsewhere)
      AreKnown &= Unit.program().knows(*Each, program::Question::Known);
    return AreKnown;
  }

  Effect effectOf(const CXXMethodDecl &Method) const {
    // In the middle of a deque, all elements may move.
    bool HasPlace =
        Method.getNumParams() != 0 && Kinds.isIterator(Method.getParamDecl(0)->getType());
    Effect Does = effectOf(Method.getNameAsString());
    return Does == Effect::Insertion && HasPlace &&
                   Kinds.isDoubleEnded(*Method.getParent())
               ? Effect::Removal
               : Does;
  }
  Effect effectOf(llvm::StringRef Name) const {
    if (Unit.Words.Removals.matchesName(Name))
      return Effect::Removal;
    return Unit.Words.Insertions.matchesName(Name) ? Effect::Insertion : Effect::None;
  }

  Effect operatorEffect(const CXXOperatorCallExpr &Call, const Expr &Use,
                        const Stmt &Below) {
    switch (Call.getOperator()) {
    case OO_Subscript:
      return Kinds.isMap(Use.getType()) ? Effect::Insertion : Effect::None;
    case OO_Pipe:
    case OO_EqualEqual:
      return Effect::None;
    case OO_Call: // `std::views::reverse(items)`
      return Kinds.isRange(Call.getType()) && !Kinds.isOwning(Call.getType())
                 ? Effect::None
                 : Effect::Removal;
    case OO_Equal:
      return isWithinArgument(Call, 0, Below) ? Effect::Removal : Effect::None;
    default:
      break;
    }
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
    return Method && Method->isConst() && isWithinArgument(Call, 0, Below)
               ? Effect::None
               : Effect::Removal;
  }

  static bool isWithinArgument(const CallExpr &Call, unsigned Index, const Stmt &Node) {
    return written(Call.getArg(Index)) == written(cast<Expr>(&Node));
  }

  Effect argumentEffect(const FunctionDecl *Callee,
                        llvm::ArrayRef<const Expr *> Arguments, const Stmt &Below,
                        const Body &In) const {
    for (auto [Index, Argument] : llvm::enumerate(Arguments)) {
      if (!In.isWithin(Below, *Argument))
        continue;
      if (!Callee || Index >= Callee->getNumParams())
        return Effect::Removal;
      QualType Parameter = Callee->getParamDecl(Index)->getType();
      return Parameter->isReferenceType() && !isConstType(Parameter) ? Effect::Removal
                                                                     : Effect::None;
    }
    return Effect::Removal;
  }

  static Effect declarationEffect(const DeclStmt &Declaration, const Body &In) {
    const Stmt *Around = In.parent(Declaration);
    if (isa_and_nonnull<CXXForRangeStmt>(Around))
      return Effect::None;
    for (const Decl *Declared : Declaration.decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && Variable->getType()->isReferenceType() &&
          !isConstType(Variable->getType()))
        return Effect::Removal;
    return Effect::None;
  }

  Model &Unit;
  Containers &Kinds;
};

} // namespace

ContainerEffect effectOn(Model &Unit, const Expr &Use, const Body &In) {
  return ContainerChangeFinder(Unit).effectOf(Use, In);
}

static bool isPure(const FunctionDecl &Function) {
  return Function.isVirtualAsWritten() && !Function.isDefined() &&
         cast<CXXMethodDecl>(Function).getParent()->isAbstract();
}

std::optional<llvm::SmallVector<const FunctionDecl *, 4>>
membersElsewhere(const ValueDecl &Container) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Container.getDeclContext());
  if (!Class || Container.getAccess() != AS_private)
    return std::nullopt;
  if (const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern())
    Class = Pattern;
  if (Class->hasFriends())
    return std::nullopt;
  llvm::SmallVector<const FunctionDecl *, 4> Found;
  for (const Decl *Member : Class->decls())
    if (const FunctionDecl *Method = Member->getAsFunction();
        Method && !Method->isImplicit() && !Method->isDefaulted() &&
        !Method->isDeleted() && !isPure(*Method) && !Method->isDefined())
      Found.push_back(Method);
  return Found;
}

ContainerChanges changesOf(Model &Unit, const ValueDecl &Container,
                           const FunctionDecl &Asker) {
  return ContainerChangeFinder(Unit).find(Container, Asker);
}

} // namespace async_checks
