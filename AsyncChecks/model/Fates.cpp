#include "model/Fates.h"
#include "model/Model.h"
#include "model/Spawns.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// How deep the template arguments of a class are searched for a task.
constexpr unsigned MaxFateDepth = 2;

/// Follows a task outwards, from the expression that makes it.
class Follower {
public:
  Follower(const Body &In, Model &Unit) : In(In), Unit(Unit) {}

  Fate follow(const Expr &Task) {
    for (const Expr *Holder = &Task;;) {
      if (In.isDiscarded(*Holder))
        return {Destiny::Dropped, Holder};
      const Stmt *Around = In.parent(*Holder);
      if (!Around)
        return {};
      if (suspensionOperand(*Around))
        return {isa<CoyieldExpr>(Around) ? Destiny::Unknown : Destiny::Awaited, Around};
      if (isa<ReturnStmt, CoreturnStmt>(Around))
        return {Destiny::Caller, Around};
      if (const auto *Declaration = dyn_cast<DeclStmt>(Around))
        return initialises(*Holder, *Declaration);
      if (const auto *Member = dyn_cast<MemberExpr>(Around);
          Member && isa<CXXMethodDecl>(Member->getMemberDecl()))
        Around = In.writtenParent(*Member);
      if (const auto *Call = dyn_cast_or_null<CallExpr>(Around)) {
        Fate Here = passes(*Holder, *Call);
        if (Here.Is != Destiny::Unknown)
          return Here;
      }
      const auto *Outer = dyn_cast_or_null<Expr>(Around);
      if (!Outer || !passesOn(*Outer, *Holder))
        return {};
      Holder = Outer;
    }
  }

private:
  /// Whether \p Outer holds the task that \p Inner, a part of it, holds.
  bool passesOn(const Expr &Outer, const Expr &Inner) {
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Outer))
      return Choice->getCond() != &Inner;
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Outer))
      return Binary->getOpcode() == BO_Comma;
    return !isa<LambdaExpr>(Outer) && holdsTask(Outer.getType(), 0);
  }

  bool holdsTask(QualType Type, unsigned Depth) {
    const TypeFacts &Facts = Unit.Types.of(Type);
    if (Facts.isTask() || Facts.Awaits != Awaitable::No)
      return true;
    const CXXRecordDecl *Record = Unit.Types.record(Type);
    return Depth < MaxFateDepth && Record && !Record->isLambda() &&
           llvm::any_of(typeArguments(*Record), [&](QualType Argument) {
             return holdsTask(Argument, Depth + 1);
           });
  }

  static Fate initialises(const Expr &Holder, const DeclStmt &Declaration) {
    for (const Decl *Declared : Declaration.decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && Variable->getInit() == &Holder && !Variable->isImplicit())
        return {Variable->hasLocalStorage() ? Destiny::Variable : Destiny::Object,
                &Declaration, Variable->hasLocalStorage() ? Variable : nullptr};
    return {};
  }

  /// What becomes of a task that \p Call is given, or is called on.
  Fate passes(const Expr &Holder, const CallExpr &Call) {
    if (Unit.wait(Call, In))
      return {Destiny::Awaited, &Call};
    if (startsTask(Unit, Call))
      return {Destiny::Started, &Call};
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        Operator && Operator->getOperator() == OO_Equal && Operator->getArg(1) == &Holder)
      return isKeptBy(*Operator->getArg(0), Call);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (Method && !Method->isConst() && Unit.Types.elementOf(*Method->getParent()) &&
        llvm::is_contained(Call.arguments(), &Holder))
      return isKeptBy(*Member->getImplicitObjectArgument(), Call);
    return {};
  }

  Fate isKeptBy(const Expr &Keeper, const Stmt &By) const {
    const Expr *Named = written(&Keeper);
    if (isa<MemberExpr>(Named))
      return {Destiny::Object, &By};
    const auto *Reference = dyn_cast<DeclRefExpr>(Named);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    if (!Variable)
      return {};
    if (Variable->getType()->isReferenceType())
      return {isa<ParmVarDecl>(Variable) ? Destiny::Object : Destiny::Unknown, &By};
    bool IsOwn =
        Variable->hasLocalStorage() && !Reference->refersToEnclosingVariableOrCapture();
    return {IsOwn ? Destiny::Variable : Destiny::Object, &By, IsOwn ? Variable : nullptr};
  }

  const Body &In;
  Model &Unit;
};

} // namespace

Fate fateOf(const Expr &Task, const Body &In, Model &Model) {
  return Follower(In, Model).follow(Task);
}

llvm::SmallVector<Fate, 2> fatesOf(const Expr &Task, const Body &In, Model &Model) {
  llvm::SmallVector<Fate, 2> All = {fateOf(Task, In, Model)};
  llvm::SmallPtrSet<const VarDecl *, 2> Seen;
  for (unsigned Index = 0; Index < All.size(); ++Index)
    if (const VarDecl *Variable = All[Index].Variable;
        Variable && Seen.insert(Variable).second)
      for (const Expr *Use : In.uses(*Variable))
        All.push_back(fateOf(*Use, In, Model));
  return All;
}

/// Whether the end of the scope of \p Variable runs a destructor, which may wait.
static bool mayWaitAtEnd(const VarDecl &Variable, const CallExpr &Start) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Start);
  const auto *Object =
      Member ? dyn_cast<DeclRefExpr>(written(Member->getImplicitObjectArgument()))
             : nullptr;
  const CXXRecordDecl *Record = Variable.getType()->getAsCXXRecordDecl();
  return Object && Object->getDecl() == &Variable && Variable.hasLocalStorage() &&
         Record && Record->hasDefinition() && Record->hasUserDeclaredDestructor();
}

bool waitsBehind(const CallExpr &Start, const Stmt *Scope, const Body &In, Model &Model) {
  auto IsBehind = [&](const Stmt *Node) {
    return In.isBefore(Start, *Node) && !In.isWithin(*Node, Start) &&
           (!Scope || In.isWithin(*Node, *Scope));
  };
  for (const Suspension &Each : In.Suspensions)
    if (IsBehind(Each.Keyword))
      return true;
  for (const CallExpr *Call : In.Calls)
    if (const NamedDecl *Named = namedCall(*Call).Name; Named && IsBehind(Call))
      if (Model.wait(*Call, In) || Model.Words.BlockingCalls.matches(*Named) ||
          Model.Words.Finishers.matches(*Named))
        return true;
  llvm::SmallPtrSet<const VarDecl *, 8> Handed;
  addVariables(Start, Handed);
  return llvm::any_of(Handed, [&](const VarDecl *Each) {
    return mayWaitAtEnd(*Each, Start) || llvm::any_of(In.uses(*Each), IsBehind);
  });
}

const Stmt *scopeOf(const VarDecl &Local, const Body &In) {
  for (const DeclStmt *Each : In.Declarations)
    if (llvm::is_contained(Each->decls(), &Local))
      return In.parent(*Each);
  return nullptr;
}

bool isWantedBehind(const VarDecl &Local, const VarDecl &Holder, const Stmt &Kept,
                    const Body &In) {
  const Stmt *Scope = scopeOf(Local, In);
  auto Uses = In.uses(Holder);
  return Scope && scopeOf(Holder, In) != Scope &&
         llvm::any_of(Uses,
                      [&](const Expr *Use) {
                        return !In.isWithin(*Use, *Scope) && In.isBefore(*Scope, *Use);
                      }) &&
         llvm::none_of(Uses, [&](const Expr *Use) {
           return In.isWithin(*Use, *Scope) && !In.isWithin(*Use, Kept);
         });
}

} // namespace async_checks
