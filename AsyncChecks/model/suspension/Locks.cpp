#include "model/suspension/Locks.h"
#include "model/Model.h"
#include "model/suspension/LocksByHand.h"
#include "model/suspension/Suspensions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool waitsForLock(Model &Model, const Suspension &At) {
  const auto *Call = dyn_cast<CallExpr>(written(At.Operand));
  const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
  return Named && (Model.Words.LockFunctions.matches(*Named) ||
                   Model.Words.LimitFunctions.matches(*Named));
}

bool declaresGuard(const DeclStmt &Declaration, Model &Model) {
  return llvm::any_of(Declaration.decls(), [&](const Decl *Declared) {
    const auto *Variable = dyn_cast<VarDecl>(Declared);
    return Variable && Model.LockTypes.isPermit(Variable->getType());
  });
}

namespace {

class HeldLockFinder {
public:
  HeldLockFinder(Model &Unit, const Body &In, const std::deque<HostileType> &Hostile)
      : Unit(Unit), In(In), Types(Unit.LockTypes), Hostile(Hostile),
        Suspensions(realSuspensions(In, Unit)) {
    for (const Suspension *Each : Suspensions)
      MaySuspend.insert(Each->Keyword);
  }

  std::vector<HeldLock> find() {
    for (const ParmVarDecl *Parameter : In.Function.parameters())
      if (!Parameter->getType()->isReferenceType())
        examine(*Parameter, nullptr);
    for (const DeclStmt *Declaration : In.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->hasLocalStorage() && !Variable->isImplicit() &&
            isObject(*Variable))
          examine(*Variable, Declaration);
    for (const CXXConstructExpr *Construct : In.Constructions)
      examineTemporary(*Construct);
    for (const CallExpr *Call : In.Calls)
      if (Call->isPRValue() && !isa<CXXOperatorCallExpr>(Call))
        examineTemporary(*Call);
    findLocksByHand(Unit, In, Suspensions, Found);
    return std::move(Found);
  }

private:
  const HostileType *hostile(QualType Type) const {
    const CXXRecordDecl *Record = Unit.Types.record(Type);
    for (const HostileType &Each : Hostile)
      if (Record && Each.Types.matches(*Record))
        return &Each;
    return nullptr;
  }

  /// A variable that is an object, or gives its name to a temporary one.
  static bool isObject(const VarDecl &Variable) {
    if (!Variable.getType()->isReferenceType())
      return true;
    const Expr *Init = Variable.getInit();
    const auto *Temporary =
        Init ? dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreImpCasts()) : nullptr;
    if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Init))
      Temporary =
          dyn_cast<MaterializeTemporaryExpr>(Cleanups->getSubExpr()->IgnoreImpCasts());
    return Temporary && Temporary->getExtendingDecl();
  }

  const Suspension *first(const Flow::Marks &Nodes) const {
    const Stmt *First = nullptr;
    for (const Stmt *Each : Nodes)
      if (MaySuspend.contains(Each) && (!First || In.isBefore(*Each, *First)))
        First = Each;
    return First ? In.suspensionsIn(*First).begin() : nullptr;
  }

  // --- Objects ---

  /// What the body does with an object that holds a lock.
  struct Events {
    Flow::Marks Takes, Releases;
    llvm::SmallVector<const CallExpr *, 2> Unlocks;
    /// The body asks whether the lock is held, and does who knows what with the answer.
    bool IsUnclear = false;
  };

  void examine(const VarDecl &Variable, const DeclStmt *Declaration) {
    const HostileType *Hostile = hostile(Variable.getType());
    const CXXRecordDecl *Guard =
        Hostile ? Unit.Types.record(Variable.getType()) : Types.guard(Variable.getType());
    if (Guard && !Hostile && Variable.getType()->isDependentType() &&
        !isPlainPattern(Variable))
      return;
    const Stmt *Scope = Declaration ? In.scopeOf(*Declaration) : nullptr;
    if (!Guard || (Declaration && !Scope) ||
        (Variable.getInit() && !In.suspensionsIn(*Variable.getInit()).empty()))
      return;
    Flow::Marks Inside;
    for (const Suspension &Each :
         Scope ? In.suspensionsIn(*Scope) : llvm::ArrayRef(In.Suspensions))
      if (MaySuspend.contains(Each.Keyword) &&
          (!Scope || In.isBefore(*Declaration, *Each.Keyword)))
        Inside.insert(Each.Keyword);
    if (Inside.empty())
      return;

    Events Does;
    bool IsWhole = Guard == Unit.Types.record(Variable.getType());
    bool IsAround = !IsWhole && hasGuardInside(*Unit.Types.record(Variable.getType()));
    for (const Expr *Use : In.uses(Variable))
      if (!(IsWhole && leavesWhole(*Use, *Guard)) && !(IsAround && leavesInner(*Use)))
        classify(*Use, Hostile || (IsWhole && !Types.mayRelease(*Guard)), Does);
    if (Does.IsUnclear)
      return;
    const Flow &Flow = Unit.flowOf(In);
    bool HoldsAtOnce = Hostile || !Declaration || Variable.getType()->isDependentType() ||
                       Types.holds(Variable.getInit());
    const Stmt *Made = Flow.declaration(Variable);
    if (Declaration && !Made)
      return;
    if (HoldsAtOnce && Made)
      Does.Takes.insert(Made);

    Flow::Marks Stops = Inside;
    Stops.insert(Does.Releases.begin(), Does.Releases.end());
    Stops.insert(Does.Takes.begin(), Does.Takes.end());
    if (Made)
      Stops.insert(Made);
    Flow::Marks Reached;
    const Expr *Taken = nullptr;
    if (!Declaration) {
      for (const Stmt *Each : Inside)
        if (Flow.before(*Each, Stops).IsOpen)
          Reached.insert(Each);
    }
    for (const Stmt *Take : Does.Takes)
      for (const Stmt *Next : Flow.after(*Take, Stops).Nodes)
        if (Inside.contains(Next)) {
          Reached.insert(Next);
          if (Take != Made)
            Taken = cast<Expr>(Take);
        }
    if (const Suspension *Across = first(Reached))
      Found.push_back({&Variable, HoldsAtOnce ? nullptr : Taken, Does.Unlocks, Across,
                       isAlwaysHeld(*Across, Does.Takes, Does.Releases, Flow), Hostile});
  }

  /// Whether \p Variable, in a template, is made of a mutex alone, and no instance tells
  /// of which kind that is.
  bool isPlainPattern(const VarDecl &Variable) const {
    const Expr *Init = Variable.getInit();
    unsigned Given = 0;
    if (const auto *List = dyn_cast_or_null<ParenListExpr>(Init))
      Given = List->getNumExprs();
    else if (const auto *Braces = dyn_cast_or_null<InitListExpr>(Init))
      Given = Braces->getNumInits();
    else if (const auto *Construct = dyn_cast_or_null<CXXUnresolvedConstructExpr>(Init))
      Given = Construct->getNumArgs();
    return Given == 1 && !hasInstances(In.Function);
  }

  /// Whether one of the templates around \p Function is instantiated.
  static bool hasInstances(const FunctionDecl &Function) {
    auto IsInstantiated = [](const auto *Template) {
      return Template &&
             Template->specializations().begin() != Template->specializations().end();
    };
    if (IsInstantiated(Function.getDescribedFunctionTemplate()))
      return true;
    for (const DeclContext *Around = Function.getDeclContext(); Around;
         Around = Around->getParent()) {
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Around)) {
        if (IsInstantiated(Class->getDescribedClassTemplate()))
          return true;
      } else if (const auto *Outer = dyn_cast<FunctionDecl>(Around)) {
        return hasInstances(*Outer);
      }
    }
    return false;
  }

  /// Whether a member or a base of \p Holder is a guard, or owns one.
  bool hasGuardInside(const CXXRecordDecl &Holder) const {
    return llvm::any_of(Holder.fields(),
                        [this](const FieldDecl *Field) {
                          return Types.guard(Field->getType());
                        }) ||
           llvm::any_of(Holder.bases(), [this](const CXXBaseSpecifier &Base) {
             return Types.guard(Base.getType());
           });
  }

  /// Whether \p Use calls a method of an object with a guard inside, and the method
  /// leaves that alone.
  bool leavesInner(const Expr &Use) const {
    const Stmt *Around = In.writtenParent(Use);
    const ValueDecl *Called = nullptr;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around))
      Called = Member->isArrow() ? nullptr : Member->getMemberDecl();
    else if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
             Operator && written(Operator->getArg(0)) == &Use)
      Called = Operator->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Called);
    return Method && !isa<CXXConversionDecl>(Method) && !asksIfHeld(*Method) &&
           leavesGuards(*Method, /*Depth=*/0);
  }

  /// Whether \p Method, as far as its body is in sight, uses no guard of its object but
  /// to wait with it, and hands the object to nobody.
  bool leavesGuards(const CXXMethodDecl &Method, unsigned Depth) const {
    if (Method.isConst() || Method.isStatic())
      return true;
    const FunctionDecl *Definition = nullptr;
    if (Depth > 3 || isOfGuard(Method) || !Method.hasBody(Definition))
      return false;
    const Body &Does = Unit.bodyOf(*Definition);
    return llvm::all_of(Does.Selves, [&](const CXXThisExpr *Self) {
      const auto *Member = dyn_cast_or_null<MemberExpr>(Does.writtenParent(*Self));
      if (!Member)
        return false;
      if (const auto *Other = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
        return leavesGuards(*Other, Depth + 1);
      return !Types.guard(Member->getType()) || onlyWaitsWith(*Member, Does);
    });
  }

  /// Whether \p Method is one of a guard itself.
  bool isOfGuard(const CXXMethodDecl &Method) const {
    return Types.guard(Method.getThisType()->getPointeeType()) == Method.getParent();
  }

  bool onlyWaitsWith(const Expr &Guard, const Body &Does) const {
    const Stmt *Around = Does.writtenParent(Guard);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      return Method && Method->isConst();
    }
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Unit.Words.LockWaits.matches(*Callee);
  }

  /// Whether \p Use changes places with another guard that holds a lock as well.
  bool leavesWhole(const Expr &Use, const CXXRecordDecl &Guard) const {
    const VarDecl *Other = swappedWith(Use, Guard);
    return Other && isHeldUntouched(*Other, Use);
  }

  /// The local guard that \p Use changes places with: `a.swap(b)`, `swap(a, b)`. Null if
  /// it does not.
  const VarDecl *swappedWith(const Expr &Use, const CXXRecordDecl &Guard) const {
    const Stmt *Around = In.writtenParent(Use);
    if (isa_and_nonnull<MemberExpr>(Around))
      Around = In.writtenParent(*Around);
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || !Callee->getReturnType()->isVoidType() ||
        llvm::any_of(Callee->parameters(), [&](const ParmVarDecl *Parameter) {
          QualType Type = Parameter->getType();
          return !Type->isLValueReferenceType() ||
                 Type.getNonReferenceType().isConstQualified() ||
                 Unit.Types.record(Type) != &Guard;
        }))
      return nullptr;
    llvm::SmallVector<const Expr *, 2> Both(Call->arguments());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      Both.push_back(Member->getImplicitObjectArgument());
    if (Both.size() != 2)
      return nullptr;
    const Expr *Other = written(written(Both[0]) == &Use ? Both[1] : Both[0]);
    const auto *Name = dyn_cast<DeclRefExpr>(Other);
    return Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  }

  /// Whether \p Guard, a local variable, holds a lock since it was made, and nothing uses
  /// it before \p Use does.
  bool isHeldUntouched(const VarDecl &Guard, const Expr &Use) const {
    const Stmt &Statement = In.fullExpression(Use);
    return Guard.hasLocalStorage() && Guard.getInit() && Types.holds(Guard.getInit()) &&
           llvm::none_of(In.uses(Guard),
                         [&](const Expr *Each) { return In.isBefore(*Each, Statement); });
  }

  /// Notes what \p Use of an object does to the lock. What nobody knows releases it.
  void classify(const Expr &Use, bool IsFixed, Events &Does) {
    const Stmt *Around = In.writtenParent(Use);
    const Expr *Whole = &Use;
    auto Release = [&](const Stmt &At) {
      if (!IsFixed)
        Does.Releases.insert(&At);
    };
    // Through what owns the guard: `g->unlock()`, `(*g).unlock()`.
    while (Around) {
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around);
      bool IsAccess =
          Operator && Operator->getNumArgs() == 1 &&
          (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star);
      const auto *Member = dyn_cast<MemberExpr>(Around);
      if (!IsAccess && !isa<ParenExpr>(Around) &&
          !(Member && isa<FieldDecl>(Member->getMemberDecl())))
        break;
      Whole = cast<Expr>(Around);
      Around = In.writtenParent(*Around);
    }
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
      const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(In.writtenParent(*Member));
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      if (!Call || !Method)
        return Release(Use);
      if (isa<CXXConversionDecl>(Method) || asksIfHeld(*Method))
        return noteTest(*Call, Does);
      if (Method->isConst())
        return;
      if (Unit.Words.LockMembers.matches(*Method)) {
        Does.Takes.insert(Call);
        return;
      }
      if (Method->getIdentifier() && Method->getName().lower().find("try") == 0)
        return Release(*Call);
      if (Unit.Words.PlainUnlockMembers.matches(*Method))
        Does.Unlocks.push_back(Call);
      return Release(*Call);
    }
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around)) {
      bool IsAssigned = Operator->getOperator() == OO_Equal &&
                        written(Operator->getArg(0)) == written(Whole);
      if (!IsAssigned)
        return Release(*Operator);
      const Expr &Value = *Operator->getArg(1);
      if (Types.guard(written(&Value)->getType()) && Types.holds(&Value))
        Does.Takes.insert(Operator);
      else
        Release(*Operator);
      return;
    }
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Around)) {
      // A condition variable gives the lock back.
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (Callee && Unit.Words.LockWaits.matches(*Callee))
        return;
      return Release(*Call);
    }
    if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Around);
        Cast && Cast->getType()->isVoidType())
      return;
    Release(Use);
  }

  static bool asksIfHeld(const CXXMethodDecl &Method) {
    return Method.isConst() && Method.getReturnType()->isBooleanType();
  }

  /// `if (!l) …`: what runs there runs without the lock.
  void noteTest(const Expr &Test, Events &Does) {
    bool IsNegated = false;
    const Stmt *Below = &Test;
    for (const Stmt *Around = In.parent(Test); Around; Around = In.parent(*Around)) {
      if (const auto *Not = dyn_cast<UnaryOperator>(Around);
          Not && Not->getOpcode() == UO_LNot)
        IsNegated = !IsNegated;
      else if (const auto *If = dyn_cast<IfStmt>(Around)) {
        const Stmt *Without = IsNegated ? If->getThen() : If->getElse();
        if (If->getCond() != Below || !Without)
          break;
        addAll(*Without, Does.Releases);
        return;
      } else if (!isa<Expr>(Around) || isa<BinaryOperator>(Around)) {
        break;
      }
      Below = Around;
    }
    Does.IsUnclear = true;
  }

  /// Adds \p Node and what is in it; a suspension point is a mark of its own.
  static void addAll(const Stmt &Node, Flow::Marks &To) {
    if (const Expr *Operand = suspensionOperand(Node))
      return addAll(*Operand, To);
    To.insert(&Node);
    for (const Stmt *Child : Node.children())
      if (Child)
        addAll(*Child, To);
  }

  // --- Temporaries ---

  /// `std::lock_guard(m), co_await f();`
  void examineTemporary(const Expr &Object) {
    if (!isTemporary(Object) ||
        (!hostile(Object.getType()) && !Types.guard(Object.getType())))
      return;
    if (!hostile(Object.getType()) && !Types.holds(&Object))
      return;
    const Stmt *Full = &Object;
    for (const Stmt *Around = In.parent(*Full); isa_and_nonnull<Expr>(Around);
         Around = In.parent(*Full))
      Full = Around;
    Flow::Marks Inside;
    for (const Suspension &Each : In.suspensionsIn(*Full))
      if (MaySuspend.contains(Each.Keyword) && !In.isWithin(*Each.Keyword, Object))
        Inside.insert(Each.Keyword);
    if (Inside.empty())
      return;
    // What awaits the object itself made no thread's lock of it.
    for (const Suspension &Each : In.suspensionsIn(*Full))
      if (MaySuspend.contains(Each.Keyword) && written(Each.Operand) == &Object)
        return;
    const Flow &Flow = Unit.flowOf(In);
    Flow::Arrivals Next = Flow.after(Object, Inside);
    if (const Suspension *Across = first(Next.Nodes))
      Found.push_back({nullptr, &Object, {}, Across, true, hostile(Object.getType())});
  }

  bool isTemporary(const Expr &Object) const {
    const Stmt *Whole = &Object;
    const Stmt *Around = In.parent(Object);
    while (isa_and_nonnull<CXXBindTemporaryExpr, ImplicitCastExpr, CXXFunctionalCastExpr>(
        Around)) {
      Whole = Around;
      Around = In.parent(*Around);
    }
    if (In.isDiscarded(*cast<Expr>(Whole)))
      return true;
    const auto *Temporary = dyn_cast_or_null<MaterializeTemporaryExpr>(Around);
    if (!Temporary || Temporary->getStorageDuration() != SD_FullExpression)
      return false;
    // One that is moved from ends empty.
    const Stmt *User = In.writtenParent(*Temporary);
    return isa_and_nonnull<MemberExpr>(User) ||
           (isa_and_nonnull<CXXOperatorCallExpr>(User) &&
            cast<CXXOperatorCallExpr>(User)->getOperator() == OO_Arrow);
  }

  Model &Unit;
  const Body &In;
  LockTypes &Types;
  const std::deque<HostileType> &Hostile;
  llvm::SmallVector<const Suspension *, 4> Suspensions;
  Flow::Marks MaySuspend;
  std::vector<HeldLock> Found;
};

} // namespace

std::vector<HeldLock> heldLocks(Model &Model, const Body &In,
                                const std::deque<HostileType> &Hostile) {
  if (!In.Coroutine || In.Suspensions.empty())
    return {};
  return HeldLockFinder(Model, In, Hostile).find();
}

/// Whether \p Declaration names what came out of waiting for a lock, and what its end
/// does is more than nothing: `auto held = co_await mutex.lock();`
static bool keepsAwaitedLock(const DeclStmt &Declaration, const Body &In, Model &Model) {
  return llvm::any_of(Declaration.decls(), [&](const Decl *Declared) {
    const auto *Variable = dyn_cast<VarDecl>(Declared);
    if (!Variable || !Variable->getInit() ||
        Variable->getType().isDestructedType() == QualType::DK_none)
      return false;
    return llvm::any_of(
        In.suspensionsIn(*Variable->getInit()),
        [&](const Suspension &Each) { return waitsForLock(Model, Each); });
  });
}

bool isUnderAsyncLock(Model &Model, const Body &In, const Stmt &Node) {
  for (const DeclStmt *Declaration : In.Declarations) {
    const Stmt *Scope = In.scopeOf(*Declaration);
    if (!Scope || !In.isWithin(Node, *Scope) || !In.isBefore(*Declaration, Node))
      continue;
    if (declaresGuard(*Declaration, Model) || keepsAwaitedLock(*Declaration, In, Model))
      return true;
  }
  return false;
}

} // namespace async_checks
