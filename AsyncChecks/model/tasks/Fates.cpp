#include "model/tasks/Fates.h"
#include "model/Model.h"
#include "model/suspension/Suspensions.h"
#include "model/tasks/Spawns.h"
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
        return initialisesMember(*Holder);
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
        if (Here.Is == Destiny::Started && !Call->getType()->isVoidType())
          return started(*Call);
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
  /// What becomes of a task that \p Start has started and hands out something of, which
  /// may be waited for at once, or given to somebody who does.
  Fate started(const CallExpr &Start) {
    if (Fate Later = follow(Start); Later.Is == Destiny::Awaited)
      return Later;
    if (!Unit.Containers.isFuture(Start.getType()))
      return {Destiny::Started, &Start};
    const Stmt *Around = In.writtenParent(Start);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around))
      Around = In.writtenParent(*Member);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Around)) {
      if (Unit.waits(*Call, In))
        return {Destiny::Awaited, Call};
      const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Call);
      if (!Assign || !isa<MemberExpr>(written(Assign->getArg(0))))
        return {};
    }
    if (isa_and_nonnull<CXXConstructExpr>(Around))
      return {};
    return {Destiny::Started, &Start};
  }

  /// Whether \p Outer holds the task that \p Inner, a part of it, holds.
  bool passesOn(const Expr &Outer, const Expr &Inner) {
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Outer))
      return Choice->getCond() != &Inner;
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Outer))
      return Binary->getOpcode() == BO_Comma;
    // The elements of an array, the members of an aggregate, and what stands for the
    // same.
    if (isa<InitListExpr, FullExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr>(
            Outer))
      return true;
    return !isa<LambdaExpr>(Outer) && holdsTask(Outer.getType(), 0);
  }

  bool holdsTask(QualType Type, unsigned Depth) {
    if (const ArrayType *Array = Unit.Context.getAsArrayType(Type))
      Type = Array->getElementType();
    const TypeFacts &Facts = Unit.Types.of(Type);
    if (Facts.isTask() || Facts.Awaits != Awaitable::No)
      return true;
    const CXXRecordDecl *Record = Unit.Types.record(Type);
    return Depth < MaxFateDepth && Record && !Record->isLambda() &&
           llvm::any_of(typeArguments(*Record), [&](QualType Argument) {
             return holdsTask(Argument, Depth + 1);
           });
  }

  Fate initialises(const Expr &Holder, const DeclStmt &Declaration) {
    // Of what a loop makes for itself, only the range that it goes over holds anything.
    bool MayBeRange = Unit.Types.of(Holder.getType()).IsGenerator;
    for (const Decl *Declared : Declaration.decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && Variable->getInit() == &Holder &&
          (!Variable->isImplicit() || MayBeRange))
        return keptBy(*Variable, Variable->hasLocalStorage(), Declaration);
    return {};
  }

  /// What becomes of a task that stands nowhere but in the initialiser of a member.
  Fate initialisesMember(const Expr &Holder) const {
    if (In.Initialised && Holder.isPRValue())
      return {Destiny::Object, &Holder, nullptr, In.Initialised};
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&In.Function))
      for (const CXXCtorInitializer *Each : Constructor->inits())
        if (Each->getInit() == &Holder && Each->isAnyMemberInitializer())
          return {Destiny::Object, &Holder, nullptr, Each->getAnyMember()};
    return {};
  }

  static Fate keptBy(const VarDecl &Variable, bool IsOwn, const Stmt &By) {
    if (IsOwn)
      return {Destiny::Variable, &By, &Variable};
    return {Destiny::Object, &By, nullptr, &Variable};
  }

  /// What becomes of a task that \p Call is given, or is called on.
  Fate passes(const Expr &Holder, const CallExpr &Call) {
    if (Fate Told = tellsOf(Holder, Call); Told.Is != Destiny::Unknown)
      return Told;
    if (Unit.waits(Call, In))
      return {Destiny::Awaited, &Call};
    if (startsTask(Unit, Call) || startsForFuture(Unit, Call))
      return {Destiny::Started, &Call};
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        Operator && Operator->getOperator() == OO_Equal && Operator->getArg(1) == &Holder)
      return isKeptBy(*Operator->getArg(0), Call);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (Method && !Method->isConst() && holdsElements(Member->getObjectType()) &&
        llvm::is_contained(Call.arguments(), &Holder))
      return isKeptBy(*Member->getImplicitObjectArgument(), Call);
    return {};
  }

  /// What the body of the callee of \p Call does with the task that it is given.
  Fate tellsOf(const Expr &Holder, const CallExpr &Call) {
    unsigned Parameter = parameterFor(Holder, Call);
    if (!Parameter)
      return {};
    program::Words<TakeWord> Does = Unit.takings().of(*Call.getDirectCallee(), Parameter);
    if (Does.has(TakeWord::Finished) && !Unit.Types.of(Call.getType()).isTask())
      return {Destiny::Awaited, &Call};
    if (!Does.has(TakeWord::Touched) && !Holder.isLValue())
      return {Destiny::Dropped, &Call};
    // What a call returns may be what somebody waits by.
    if (!Call.getType()->isVoidType() && !Unit.Types.of(Call.getType()).IsDetached)
      return {};
    if (Does.has(TakeWord::Started))
      return {Destiny::Started, &Call};
    return {Does.has(TakeWord::Kept) ? Destiny::Object : Destiny::Unknown, &Call};
  }

  /// Whether objects of \p Type hold what is put into them: a container, an optional.
  bool holdsElements(QualType Type) const {
    const CXXRecordDecl *Record = Unit.Types.record(Type);
    return Record && (Unit.Types.elementOf(*Record) || Unit.Containers.isHolder(Type));
  }

  Fate isKeptBy(const Expr &Keeper, const Stmt &By) const {
    const Expr *Named = written(&Keeper);
    if (const auto *Member = dyn_cast<MemberExpr>(Named))
      return {Destiny::Object, &By, nullptr, Member->getMemberDecl()};
    if (const Expr *Whole = wholeOf(*Named))
      return isKeptBy(*Whole, By);
    if (isBehindParameter(*Named))
      return {Destiny::Object, &By};
    const auto *Reference = dyn_cast<DeclRefExpr>(Named);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    if (!Variable)
      return {};
    QualType Type = Variable->getType();
    if (Type->isReferenceType() && !isa<ParmVarDecl>(Variable))
      return {Destiny::Unknown, &By};
    bool IsOwn = Variable->hasLocalStorage() && !Type->isReferenceType() &&
                 !Type->isPointerType() &&
                 !Reference->refersToEnclosingVariableOrCapture();
    return keptBy(*Variable, IsOwn, By);
  }

  /// What \p Element is an element of; null if it is none.
  static const Expr *wholeOf(const Expr &Element) {
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(&Element))
      return Subscript->getBase();
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Element);
    return Operator && Operator->getOperator() == OO_Subscript ? Operator->getArg(0)
                                                               : nullptr;
  }

  /// Whether \p Place is where a parameter points to: `*out`, `*out++`.
  static bool isBehindParameter(const Expr &Place) {
    const Expr *Pointer = operandOf(Place, UO_Deref, OO_Star);
    while (const Expr *Before =
               Pointer ? operandOf(*Pointer, UO_PostInc, OO_PlusPlus) : nullptr)
      Pointer = Before;
    const auto *Name = dyn_cast_or_null<DeclRefExpr>(Pointer);
    return Name && isa<ParmVarDecl>(Name->getDecl());
  }

  /// The operand of \p E, if that is one of the operators; null if not.
  static const Expr *operandOf(const Expr &E, UnaryOperatorKind Built,
                               OverloadedOperatorKind Overloaded) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(&E))
      return Unary->getOpcode() == Built ? written(Unary->getSubExpr()) : nullptr;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
    bool Is = Operator && Operator->getOperator() == Overloaded &&
              (Overloaded != OO_Star || Operator->getNumArgs() == 1);
    return Is ? written(Operator->getArg(0)) : nullptr;
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

/// Whether \p Call parks the thread, or runs what completes tasks.
static bool mayWait(const CallExpr &Call, const Body &In, Model &Unit) {
  const NamedDecl *Named = namedCall(Call).Name;
  return Named && (Unit.waits(Call, In) || Unit.Words.BlockingCalls.matches(*Named) ||
                   (Unit.Words.Finishers.matches(*Named) && !isStart(Unit, Call)));
}

bool mayFinish(const CallExpr &Call, const Body &In, Model &Model) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return mayWait(Call, In, Model) || (Callee && Model.blocking().of(*Callee));
}

using VariableSet = llvm::SmallPtrSet<const VarDecl *, 8>;

/// What the closures among \p Handed have of the function's.
static VariableSet capturedBy(const VariableSet &Handed) {
  VariableSet Captured;
  for (const VarDecl *Each : Handed)
    if (const Expr *Init = Each->getInit())
      if (const auto *Lambda = dyn_cast<LambdaExpr>(written(Init)))
        for (const Expr *Given : Lambda->capture_inits())
          if (Given)
            addVariables(*Given, Captured);
  return Captured;
}

namespace {

/// Looks for what waits behind a start.
class WaitSearch {
public:
  WaitSearch(const CallExpr &Start, const Stmt *Scope, const Body &In, Model &Unit)
      : Start(Start), Scope(Scope), In(In), Unit(Unit) {}

  bool find() {
    for (const Suspension &Each : In.Suspensions)
      if (isBehind(*Each.Keyword))
        return true;
    for (const CallExpr *Call : In.Calls)
      if (isBehind(*Call) && mayWait(*Call, In, Unit))
        return true;
    VariableSet Handed;
    addVariables(Start, Handed);
    VariableSet Captured = capturedBy(Handed);
    return llvm::any_of(Handed,
                        [&](const VarDecl *Each) {
                          return mayWaitAtEnd(*Each, Start) || isUsed(*Each, false);
                        }) ||
           llvm::any_of(
               Captured,
               [&](const VarDecl *Each) { return isSpunOn(*Each) || isAsked(*Each); }) ||
           llvm::any_of(futuresOf(Handed, Captured),
                        [&](const VarDecl *Each) { return isUsed(*Each, true); });
  }

private:
  bool isBehind(const Stmt &Node) const {
    return In.isBehind(Node, Start) && (!Scope || In.isWithin(Node, *Scope));
  }

  /// The futures that the function has made of what the task has, or has got by the
  /// start.
  llvm::SmallVector<const VarDecl *, 2> futuresOf(const VariableSet &Handed,
                                                  const VariableSet &Captured) const {
    llvm::SmallVector<const VarDecl *, 2> Futures;
    for (const DeclStmt *Declaration : In.Declarations)
      for (const Decl *Declared : Declaration->decls()) {
        const auto *Variable = dyn_cast<VarDecl>(Declared);
        const Expr *Init = Variable ? Variable->getInit() : nullptr;
        if (!Init || !isFuture(Variable->getType()))
          continue;
        VariableSet Named;
        addVariables(*Init, Named);
        if (In.isWithin(Start, *Init) || llvm::any_of(Named, [&](const VarDecl *Each) {
              return Handed.contains(Each) || Captured.contains(Each);
            }))
          Futures.push_back(Variable);
      }
    return Futures;
  }

  bool isFuture(QualType Type) const {
    return Unit.Containers.isFuture(Type) || Unit.Types.of(Type).Awaits != Awaitable::No;
  }

  /// Whether something behind the start is done with \p Variable, but to start more with
  /// it or to return it; with a future, whether a call is given it.
  bool isUsed(const VarDecl &Variable, bool IsFuture) const {
    return llvm::any_of(In.uses(Variable), [&](const Expr *Use) {
      return isBehind(*Use) && !isHandedOut(*Use) && !isInStart(*Use) &&
             (!IsFuture || isInCall(*Use));
    });
  }

  bool isInStart(const Expr &Use) const {
    return isWithinCall(Use,
                        [this](const CallExpr &Call) { return isStart(Unit, Call); });
  }
  bool isInCall(const Expr &Use) const {
    return isWithinCall(Use, [](const CallExpr &Call) { return !Call.isXValue(); });
  }
  template <class Test> bool isWithinCall(const Expr &Use, Test Satisfies) const {
    for (const Stmt *Around = In.parent(Use); isa_and_nonnull<Expr>(Around);
         Around = In.parent(*Around))
      if (const auto *Call = dyn_cast<CallExpr>(Around); Call && Satisfies(*Call))
        return true;
    return false;
  }

  /// Whether \p Use is what the function returns.
  bool isHandedOut(const Expr &Use) const {
    const Stmt *Around = In.writtenParent(Use);
    while (const auto *Moved = dyn_cast_or_null<Expr>(Around)) {
      if (!Moved->isXValue() && !isa<ParenExpr, CXXConstructExpr>(Moved))
        return false;
      Around = In.writtenParent(*Moved);
    }
    return isa_and_nonnull<ReturnStmt, CoreturnStmt>(Around);
  }

  /// Whether a loop behind the start goes on until \p Variable says otherwise.
  bool isSpunOn(const VarDecl &Variable) const {
    return llvm::any_of(In.uses(Variable), [&](const Expr *Use) {
      const Stmt *Below = Use;
      const Stmt *Around = In.parent(*Use);
      for (; isa_and_nonnull<Expr>(Around); Around = In.parent(*Around))
        Below = Around;
      if (const auto *If = dyn_cast_or_null<IfStmt>(Around); If && If->getCond() == Below)
        return isInLoopBehind(*If);
      return Around && isBehind(*Around) && conditionOf(*Around) == Below;
    });
  }

  bool isInLoopBehind(const Stmt &Node) const {
    for (const Stmt *Around = In.parent(Node); Around; Around = In.parent(*Around))
      if (isa<WhileStmt, DoStmt, ForStmt>(Around))
        return isBehind(*Around);
    return false;
  }

  /// Whether something is taken out of \p Variable behind the start, as out of a channel.
  bool isAsked(const VarDecl &Variable) const {
    return !Unit.Containers.isRange(Variable.getType()) &&
           llvm::any_of(In.uses(Variable), [&](const Expr *Use) {
             const auto *Member = dyn_cast_or_null<MemberExpr>(In.writtenParent(*Use));
             const auto *Method =
                 Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
             return Method && !Method->isConst() && isBehind(*Use) && !isInStart(*Use);
           });
  }

  const CallExpr &Start;
  const Stmt *Scope;
  const Body &In;
  Model &Unit;
};

} // namespace

bool waitsBehind(const CallExpr &Start, const Stmt *Scope, const Body &In, Model &Model) {
  return WaitSearch(Start, Scope, In, Model).find();
}

bool isFinishedBehind(const CallExpr &Start, const Body &In, Model &Model) {
  VariableSet Given;
  addVariables(Start, Given);
  VariableSet Captured = capturedBy(Given);
  Given.insert(Captured.begin(), Captured.end());
  const Stmt *At = &Start;
  for (const Body *Around = &In; Around;) {
    for (const CallExpr *Call : Around->Calls) {
      if (!Around->isBehind(*Call, *At) || !mayWait(*Call, *Around, Model))
        continue;
      VariableSet Waited;
      addVariables(*Call, Waited);
      if (llvm::any_of(Given, [&](const VarDecl *Each) {
            return Waited.contains(Each) ||
                   llvm::any_of(Around->uses(*Each), [&](const Expr *Use) {
                     return Around->isBefore(*Call, *Use);
                   });
          }))
        return true;
    }
    auto [Outer, Lambda] = Model.uses().lambda(Around->Function);
    Around = Outer;
    At = Lambda;
  }
  return false;
}

bool isAwaitedBehind(const ValueDecl &Keeper, const Stmt &Kept, const Stmt *Scope,
                     const Body &In, Model &Model) {
  return llvm::any_of(In.uses(Keeper), [&](const Expr *Use) {
    return In.isBehind(*Use, Kept) && (!Scope || In.isWithin(*Use, *Scope)) &&
           (isRangeOfSuspending(*Use, In) ||
            llvm::any_of(fatesOf(*Use, In, Model),
                         [](const Fate &End) { return End.Is == Destiny::Awaited; }));
  });
}

/// The expression that \p Use is moved into, by a call or a cast; null if it is not.
static const Expr *moveOf(const Expr &Use, const Body &In) {
  const auto *Around = dyn_cast_or_null<Expr>(In.writtenParent(Use));
  return Around && Around->isXValue() && isa<CallExpr, ExplicitCastExpr>(Around)
             ? Around
             : nullptr;
}

bool isHandedAlong(const VarDecl &Local, const CallExpr &Task, llvm::ArrayRef<Fate> Fates,
                   const Body &In) {
  auto HasTask = [&](const Expr &Taker) {
    return In.isWithin(Task, Taker) || llvm::any_of(Fates, [&](const Fate &Each) {
             return Each.Variable &&
                    llvm::any_of(In.uses(*Each.Variable), [&](const Expr *Holder) {
                      return In.isWithin(*Holder, Taker);
                    });
           });
  };
  return llvm::any_of(In.uses(Local), [&](const Expr *Use) {
    const Stmt *Taker = In.isWithin(*Use, Task) ? nullptr : moveOf(*Use, In);
    while ((Taker = Taker ? In.parent(*Taker) : nullptr)) {
      if (!isa<Expr>(Taker) || suspensionOperand(*Taker))
        return false;
      if (isa<CallExpr, CXXConstructExpr, InitListExpr>(Taker) &&
          HasTask(*cast<Expr>(Taker)))
        return true;
    }
    return false;
  });
}

bool isWantedBehind(const VarDecl &Local, const VarDecl &Holder, const Stmt &Kept,
                    const Body &In) {
  const Stmt *Scope = In.scopeOf(Local);
  auto Uses = In.uses(Holder);
  // What gets it later, gets it from one that is wanted behind as well, or has got
  // others.
  return Scope && In.isWithin(Kept, *Scope) && In.scopeOf(Holder) != Scope &&
         llvm::any_of(Uses, [&](const Expr *Use) { return In.isBehind(*Use, *Scope); }) &&
         llvm::none_of(Uses, [&](const Expr *Use) {
           return In.isWithin(*Use, *Scope) && !In.isWithin(*Use, Kept);
         });
}

} // namespace async_checks
