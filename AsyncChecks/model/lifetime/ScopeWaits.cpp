#include "model/lifetime/ScopeWaits.h"
#include "model/Model.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Spawns.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

bool isLoopWithoutEnd(const Stmt &Loop, const ASTContext &Context) {
  const Expr *Condition = conditionOf(Loop);
  bool Result = false;
  if (isa<CXXForRangeStmt>(Loop))
    return false;
  return !Condition || (!Condition->isValueDependent() &&
                        Condition->EvaluateAsBooleanCondition(Result, Context) && Result);
}

class ScopeWaitFinder {
public:
  ScopeWaitFinder(const Body &In, Model &Unit) : In(In), Unit(Unit) {}

  bool mayWait(const Deferral &To, const VarDecl *Variable, const LambdaExpr &Lambda) {
    const Stmt *Scope = Variable ? In.scopeOf(*Variable) : nullptr;
    const Stmt *Loop = loopWithin(*To.By, Scope);
    auto IsLater = [&](const Stmt &Node) {
      return (In.isBehind(Node, *To.By) && (!Scope || In.isWithin(Node, *Scope))) ||
             (Loop && In.isWithin(Node, *Loop) && !In.isWithin(Node, *To.By));
    };
    bool IsOfLoop = Scope && (isLoop(*Scope) || loopWithin(*Scope, nullptr));
    if ((In.Function.isMain() && !IsOfLoop) || isEndless(*To.By, Scope))
      return true;
    for (const Suspension &Each : In.Suspensions)
      if (IsLater(*Each.Keyword))
        return true;
    for (const CallExpr *Call : In.Calls)
      if (IsLater(*Call) && mayFinish(*Call, In, Unit))
        return true;
    if (endsWithScope(To, Scope, Lambda) || isTold(*To.By, IsLater))
      return true;
    if (Variable && llvm::any_of(In.uses(*Variable), [&](const Expr *Use) {
          return IsLater(*Use) && mayWaitBy(*Use);
        }))
      return true;
    return isTakenUpAgain(To, Lambda, IsLater);
  }

private:
  /// The outermost loop around \p At that stands in \p Scope; null if there is none.
  const Stmt *loopWithin(const Stmt &At, const Stmt *Scope) const {
    const Stmt *Loop = nullptr;
    for (const Stmt *Around = In.parent(At); Around && Around != Scope;
         Around = In.parent(*Around))
      if (isLoop(*Around))
        Loop = Around;
    return Loop;
  }

  /// Whether a loop without an end follows \p By in \p Scope.
  bool isEndless(const Expr &By, const Stmt *Scope) const {
    for (const Stmt *Below = &By, *Around = In.parent(By); Around && Below != Scope;
         Below = Around, Around = In.parent(*Around))
      if (const auto *Block = dyn_cast<CompoundStmt>(Around))
        for (const Stmt *Each : Block->body())
          if (In.isBehind(*Each, By) && isLoop(*Each) &&
              isLoopWithoutEnd(*Each, Unit.Context))
            return true;
    return false;
  }

  /// Whether a loop goes on until a lambda in the full expression of \p By says
  /// otherwise: `start(work).then([&left] { --left; }); while (left) ...`
  template <class Test> bool isTold(const Expr &By, Test IsLater) const {
    const Stmt &Whole = In.fullExpression(By);
    return llvm::any_of(In.Lambdas, [&](const LambdaExpr *Next) {
      return In.isWithin(*Next, Whole) &&
             llvm::any_of(Next->captures(), [&](const LambdaCapture &Each) {
               return Each.capturesVariable() && Each.getCaptureKind() == LCK_ByRef &&
                      llvm::any_of(In.uses(*Each.getCapturedVar()), [&](const Expr *Use) {
                        return IsLater(*Use) && isInCondition(*Use);
                      });
             });
    });
  }

  /// Whether what takes the lambda, or what it is told by, is an object of the function's
  /// own, which takes its callables with it or waits for them, and does not outlive
  /// \p Scope; or such an object has been told to wait when it goes.
  bool endsWithScope(const Deferral &To, const Stmt *Scope, const LambdaExpr &Lambda) {
    for (const VarDecl *Each : namedBy(*To.By, Lambda)) {
      const Stmt *Own = In.scopeOf(*Each);
      bool Outlives = Scope && Own && Own != Scope && In.isWithin(*Scope, *Own);
      if (isOwnObject(*Each) && !Outlives && !worksForOthers(*Each))
        return true;
    }
    for (const DeclStmt *Each : In.Declarations)
      for (const Decl *Declared : Each->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->hasLocalStorage() && Variable->getInit() &&
            finishesAtEnd(*Variable))
          return true;
    return false;
  }

  /// Whether \p Variable is an object that does something at the end of its scope.
  static bool isOwnObject(const VarDecl &Variable) {
    const CXXRecordDecl *Record = Variable.getType()->getAsCXXRecordDecl();
    return Variable.hasLocalStorage() && Record && Record->hasDefinition() &&
           !Record->isLambda() && !Record->hasTrivialDestructor();
  }

  /// Whether what \p Variable, an object of the function's own, is given goes on without
  /// it: it is a future, an owner, a value, or is made of what has the work done.
  bool worksForOthers(const VarDecl &Variable) const {
    QualType Type = Variable.getType();
    if (isa<ParmVarDecl>(Variable) || Unit.Containers.isFuture(Type) ||
        Unit.Containers.isPointer(Type) || Unit.Containers.isRange(Type) ||
        Unit.Types.of(Type).Awaits != Awaitable::No ||
        Unit.Words.Deferrers.matches(*Type->getAsCXXRecordDecl()))
      return true;
    const Expr *Init = Variable.getInit();
    llvm::SmallPtrSet<const VarDecl *, 8> Named;
    if (Init)
      addVariables(*Init, Named);
    bool HasObject = Init && llvm::any_of(In.Selves, [&](const CXXThisExpr *Self) {
                       return In.isWithin(*Self, *Init);
                     });
    return HasObject || llvm::any_of(Named, [](const VarDecl *Each) {
             const CXXRecordDecl *Record = classOf(Each->getType());
             return Record && (!Each->hasLocalStorage() || isa<ParmVarDecl>(Each));
           });
  }

  /// Whether the end of the scope of \p Variable runs a closure that waits, or a
  /// destructor in sight that does.
  bool finishesAtEnd(const VarDecl &Variable) {
    auto Finishes = [&](const FunctionDecl &Function) {
      const Body &Work = Unit.bodyOf(Function);
      return llvm::any_of(
          Work.Calls, [&](const CallExpr *Call) { return mayFinish(*Call, Work, Unit); });
    };
    const CXXRecordDecl *Record = Variable.getType()->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || Record->isLambda() ||
        Record->hasTrivialDestructor())
      return false;
    for (const LambdaExpr *Each : In.Lambdas)
      if (In.isWithin(*Each, *Variable.getInit()) && Finishes(*Each->getCallOperator()))
        return true;
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    const FunctionDecl *Definition = Destructor ? Destructor->getDefinition() : nullptr;
    return Definition && Definition->hasBody() && Destructor->isUserProvided() &&
           !Unit.Context.getSourceManager().isInSystemHeader(Definition->getLocation()) &&
           Finishes(*Definition);
  }

  /// The variables that \p By names, the lambda left out.
  llvm::SmallPtrSet<const VarDecl *, 8> namedBy(const Expr &By,
                                                const LambdaExpr &Lambda) const {
    llvm::SmallPtrSet<const VarDecl *, 8> Named;
    addNamed(By, Lambda, Named);
    return Named;
  }
  static void addNamed(const Stmt &Node, const LambdaExpr &Lambda,
                       llvm::SmallPtrSetImpl<const VarDecl *> &To) {
    if (isa<LambdaExpr>(Node))
      return;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(&Node))
      if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
        To.insert(Variable);
    for (const Stmt *Child : Node.children())
      if (Child)
        addNamed(*Child, Lambda, To);
  }

  /// Whether \p Use, of what the lambda refers to, may be a wait for the lambda: a loop
  /// goes on until it says otherwise, it is asked to do something, or somebody else is
  /// given it.
  bool mayWaitBy(const Expr &Use) const {
    const Stmt *Around = In.parent(Use);
    if (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around);
        Cast && Cast->getCastKind() == CK_LValueToRValue)
      return isInCondition(Use);
    if (isInCondition(Use))
      return true;
    Around = In.writtenParent(Use);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      return Method && !Method->isConst() && !Unit.Containers.isRange(Use.getType());
    }
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around))
      Around = Unary->getOpcode() == UO_AddrOf ? In.writtenParent(*Unary) : nullptr;
    if (isa_and_nonnull<LambdaExpr>(Around))
      return !deferralOf(*cast<LambdaExpr>(Around), In, Unit);
    if (isa_and_nonnull<CXXOperatorCallExpr>(Around))
      return false;
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    return Call && !Call->isXValue() && !isDeferrer(*Call);
  }

  bool isDeferrer(const CallExpr &Call) const {
    const NamedDecl *Named = namedCall(Call).Name;
    return (Named && Unit.Words.Deferrers.matches(*Named)) || isStart(Unit, Call);
  }

  /// Whether \p Use stands in the condition of a loop, or of an `if` in one.
  bool isInCondition(const Expr &Use) const {
    const Stmt *Below = &Use;
    const Stmt *Around = In.parent(Use);
    for (; isa_and_nonnull<Expr>(Around); Around = In.parent(*Around))
      Below = Around;
    if (const auto *If = dyn_cast_or_null<IfStmt>(Around); If && If->getCond() == Below) {
      while (Around && !isLoop(*Around))
        Around = In.parent(*Around);
      return Around != nullptr;
    }
    return Around && conditionOf(*Around) == Below;
  }

  /// Whether what has the lambda is used again, so that it may call it or let it go: by a
  /// call that is given it or, if it is not known to run on its own, that is made on it.
  template <class Test>
  bool isTakenUpAgain(const Deferral &To, const LambdaExpr &Lambda, Test IsLater) const {
    llvm::SmallVector<const ValueDecl *, 4> Keepers;
    for (const VarDecl *Each : namedBy(*To.By, Lambda))
      if (classOf(Each->getType()->isPointerType() ? Each->getType()->getPointeeType()
                                                   : Each->getType()))
        Keepers.push_back(Each);
    for (const FieldDecl *Each : In.fields())
      if (llvm::any_of(In.uses(*Each), [&](const Expr *Use) {
            return In.isWithin(*Use, *To.By) && !In.isWithin(*Use, Lambda);
          }))
        Keepers.push_back(Each);
    auto IsUsed = [&](const Expr *Use) { return IsLater(*Use) && isUsedBy(*Use, To); };
    if (llvm::any_of(Keepers, [&](const ValueDecl *Each) {
          return llvm::any_of(In.uses(*Each), IsUsed);
        }))
      return true;
    return !To.IsListed && hasObjectTaken(To, Lambda) &&
           llvm::any_of(In.Selves, [&](const CXXThisExpr *Self) {
             const auto *Member = dyn_cast_or_null<MemberExpr>(In.writtenParent(*Self));
             return IsLater(*Self) &&
                    (!Member || isa<CXXMethodDecl>(Member->getMemberDecl()));
           });
  }

  /// Whether \p To is a call on the object of the function, or one of its members.
  bool hasObjectTaken(const Deferral &To, const LambdaExpr &Lambda) const {
    return llvm::any_of(In.Selves, [&](const CXXThisExpr *Self) {
      return In.isWithin(*Self, *To.By) && !In.isWithin(*Self, Lambda);
    });
  }

  /// Whether \p Use, of what has taken the lambda or was given with it, hands it to
  /// somebody or asks it to do something.
  bool isUsedBy(const Expr &Use, const Deferral &To) const {
    const Stmt *Around = In.writtenParent(Use);
    while (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
      if (isa<CXXMethodDecl>(Member->getMemberDecl()))
        break;
      Around = In.writtenParent(*Member);
    }
    if (isa_and_nonnull<MemberExpr>(Around)) {
      const auto *Call = dyn_cast_or_null<CallExpr>(In.writtenParent(*Around));
      return Call && !To.IsListed && !deferralIn(*Call);
    }
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    return Call && !Call->isXValue() && !deferralIn(*Call) &&
           (!To.IsListed || !isa<CXXOperatorCallExpr>(Call));
  }

  /// Whether \p Call is one that defers something, too.
  bool deferralIn(const CallExpr &Call) const {
    return isDeferrer(Call) || llvm::any_of(In.Lambdas, [&](const LambdaExpr *Each) {
             if (!In.isWithin(*Each, Call))
               return false;
             std::optional<Deferral> Other = deferralOf(*Each, In, Unit);
             return Other && Other->By == &Call;
           });
  }

  const Body &In;
  Model &Unit;
};

} // namespace

bool mayWaitFor(const Deferral &To, const VarDecl *Variable, const LambdaExpr &Lambda,
                const Body &In, Model &Model) {
  return ScopeWaitFinder(In, Model).mayWait(To, Variable, Lambda);
}

} // namespace async_checks
