#include "model/tasks/Concurrency.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "model/tasks/Permits.h"
#include "model/tasks/Spawns.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

using Arguments = llvm::ArrayRef<const Expr *>;

class BurstFinder {
public:
  BurstFinder(Model &Unit, const Body &In) : Unit(Unit), Words(Unit.Words), In(In) {}

  llvm::SmallVector<Burst, 2> find() {
    if (Unit.isSyncEntryPoint(In.Function))
      return {};
    for (const CallExpr *Call : In.Calls) {
      const auto [Named, Given] = namedCall(*Call);
      if (!Named || Call->isTypeDependent())
        continue;
      bool MayGather = Words.Gathers.matches(*Named) ||
                       (Words.GatherFunctions.matches(*Named) && isAwaitable(*Call));
      if (MayGather)
        addGather(*Call, *Named, Given);
      else if (startsTask(Unit, *Call) && !lostException(Unit, *Call))
        addSpawn(*Call, *Named, Given);
    }
    for (const CXXConstructExpr *Construction : In.Constructions)
      if (const CXXRecordDecl *Class = Construction->getConstructor()->getParent();
          Words.Gathers.matches(*Class) ||
          (Words.GatherFunctions.matches(*Class) && isAwaitable(*Construction)))
        addGather(*Construction, *Class,
                  Arguments(Construction->getArgs(), Construction->getNumArgs()));
    return std::move(Found);
  }

private:
  bool isAwaitable(const Expr &E) const {
    return Unit.Types.of(E.getType()).Awaits != Awaitable::No;
  }

  // --- Starting many ---

  /// `when_all(std::move(tasks))`, `parallel_for_each(data, work)`
  void addGather(const Expr &At, const NamedDecl &Starter, Arguments Given) {
    if (Given.empty() || llvm::any_of(Given, [](const Expr *Argument) {
          return Argument->getType()->isIntegerType();
        }))
      return;
    for (const Expr *Argument : Given)
      if (const VarDecl *Tasks = tasksIn(*Argument))
        if (const auto [Loop, Data] = collectingLoop(*Tasks, At); Loop) {
          Found.push_back({&At, &Starter, Given, Data, Loop});
          return;
        }
    bool MakesTasks = llvm::any_of(Given.drop_front(), [&](const Expr *Argument) {
      return makesTasks(*written(Argument));
    });
    if (const Expr *Data = dataIn(*Given.front()); Data && MakesTasks)
      Found.push_back({&At, &Starter, Given, Data});
  }

  void addSpawn(const CallExpr &At, const NamedDecl &Starter, Arguments Given) {
    if (isLimitedStart(At))
      return;
    // A field of ordinary code tells of what the program consists of: it starts them.
    if (const auto [Loop, Data] = loopOverData(At); Loop)
      if (In.isCoroutine() || !isa<MemberExpr>(written(Data)))
        Found.push_back({&At, &Starter, Given, Data, Loop});
  }

  /// Whether \p Callable returns a task and lets itself not be limited.
  bool makesTasks(const Expr &Callable) const {
    QualType Result = resultOfCallable(Callable.getType(), Unit.Context);
    if (Result.isNull() || Unit.Types.of(Result).Awaits == Awaitable::No)
      return false;
    const auto *Lambda = dyn_cast<LambdaExpr>(&Callable);
    return !Lambda || !isLimited(*Lambda->getCallOperator(), Unit);
  }

  /// The local container of tasks that \p Argument hands over: `std::move(tasks)`,
  /// `tasks.begin()`.
  const VarDecl *tasksIn(const Expr &Argument) const {
    const Expr *E = written(&Argument);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
      E = written(Member->getImplicitObjectArgument());
    } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const NamedDecl *Named = namedCall(*Call).Name;
      if (!Named || !Words.Binders.matches(*Named) || Call->getNumArgs() != 1)
        return nullptr;
      E = written(Call->getArg(0));
    }
    const auto *Reference = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    const CXXRecordDecl *Class = Variable && Variable->isLocalVarDecl()
                                     ? Variable->getType()->getAsCXXRecordDecl()
                                     : nullptr;
    std::optional<QualType> Element =
        Class && Class->hasDefinition() ? Unit.Types.elementOf(*Class) : std::nullopt;
    bool HoldsTasks = Element && Unit.Types.of(*Element).Awaits != Awaitable::No;
    return HoldsTasks ? Variable : nullptr;
  }

  /// A loop over data that fills \p Tasks before \p Gather and does nothing else with it.
  std::pair<const Stmt *, const Expr *> collectingLoop(const VarDecl &Tasks,
                                                       const Expr &Gather) const {
    std::pair<const Stmt *, const Expr *> Collecting;
    for (const Expr *Use : In.uses(Tasks)) {
      if (!In.isBefore(*Use, Gather))
        continue;
      const CallExpr *Adds = additionBy(*Use);
      if (!Adds)
        continue;
      if (isLimitedStart(*Adds))
        return {};
      auto Loop = loopOverData(*Adds, /*CountNumbers=*/true);
      // Of a loop that gathers what it has collected, each round starts a few.
      if (!Loop.first || In.isWithin(Gather, *Loop.first))
        continue;
      Collecting = Loop;
    }
    if (Collecting.first)
      for (const Expr *Use : In.uses(Tasks))
        if (In.isWithin(*Use, *Collecting.first) && !additionBy(*Use))
          return {};
    return Collecting;
  }

  /// `tasks.push_back(f(x))`, of which \p Use is `tasks`.
  const CallExpr *additionBy(const Expr &Use) const {
    const auto *Member = dyn_cast_or_null<MemberExpr>(In.writtenParent(Use));
    const auto *Call =
        Member ? dyn_cast_or_null<CXXMemberCallExpr>(In.parent(*Member)) : nullptr;
    bool Adds = Call && llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
                  return isAwaitable(*Argument);
                });
    return Adds ? Call : nullptr;
  }

  /// Whether \p Call handles a task that waits for its turn.
  bool isLimitedStart(const CallExpr &Call) const {
    return mentionsLimiter(Call, Words) ||
           workOf(Unit, Call,
                  [this](const FunctionDecl &Each) { return isLimited(Each, Unit); });
  }

  // --- Loops ---

  /// The innermost loop around \p Node whose rounds the data counts, and the data; nulls
  /// if there is none, or if something in it waits or ends it early. A number counts as
  /// data with \p CountNumbers.
  std::pair<const Stmt *, const Expr *> loopOverData(const Stmt &Node,
                                                     bool CountNumbers = false) const {
    for (const Stmt *Around = In.parent(Node); Around; Around = In.parent(*Around)) {
      if (!isLoop(*Around))
        continue;
      const Expr *Data = nullptr;
      if (const auto *Range = dyn_cast<CXXForRangeStmt>(Around))
        Data = dataIn(*Range->getRangeInit());
      else if (const auto *For = dyn_cast<ForStmt>(Around))
        Data = For->getCond() ? dataOfCondition(*For->getCond(), CountNumbers) : nullptr;
      const Stmt &Rounds = bodyOfLoop(*Around);
      if (waits(Rounds) || endsEarly(&Rounds, /*InLoop=*/false))
        return {};
      if (Data)
        return {Around, Data};
    }
    return {};
  }

  /// Whether something in \p Rounds suspends the coroutine, or asks for a permit.
  bool waits(const Stmt &Rounds) const {
    return llvm::any_of(In.Suspensions,
                        [&](const Suspension &Each) {
                          return In.isWithin(*Each.Keyword, Rounds);
                        }) ||
           llvm::any_of(In.Calls, [&](const CallExpr *Call) {
             return In.isWithin(*Call, Rounds) &&
                    (asksForPermit(*Call, Words) || Unit.blockingWait(*Call, In));
           });
  }

  /// Whether \p Node ends the loop around it: after enough rounds, perhaps.
  static bool endsEarly(const Stmt *Node, bool InLoop) {
    if (!Node || isa<LambdaExpr>(Node))
      return false;
    if (isa<ReturnStmt, CoreturnStmt, GotoStmt>(Node) ||
        (isa<BreakStmt>(Node) && !InLoop))
      return true;
    InLoop |= isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchStmt>(Node);
    return llvm::any_of(Node->children(),
                        [&](const Stmt *Child) { return endsEarly(Child, InLoop); });
  }

  /// What `i < data.size()`, `it != data.end()` and, with \p CountNumbers, `i < n` count.
  const Expr *dataOfCondition(const Expr &Condition, bool CountNumbers) const {
    const Expr *E = written(&Condition);
    if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
      E = written(Rewritten->getSemanticForm());
    if (const auto *Not = dyn_cast<UnaryOperator>(E))
      E = written(Not->getSubExpr());
    llvm::SmallVector<const Expr *, 2> Sides;
    if (const auto *Binary = dyn_cast<BinaryOperator>(E);
        Binary && Binary->isComparisonOp())
      Sides = {Binary->getLHS(), Binary->getRHS()};
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
             Operator && Operator->isComparisonOp() && Operator->getNumArgs() == 2)
      Sides = {Operator->getArg(0), Operator->getArg(1)};
    for (const Expr *Side : Sides) {
      if (const auto *Asked = dyn_cast<CXXMemberCallExpr>(written(Side)))
        if (Asked->getNumArgs() == 0)
          return dataIn(*Asked->getImplicitObjectArgument());
      const auto *Reference = dyn_cast<DeclRefExpr>(written(Side));
      const auto *Number =
          Reference ? dyn_cast<ParmVarDecl>(Reference->getDecl()) : nullptr;
      if (CountNumbers && Number && isGivenNumber(*Number))
        return Reference;
    }
    return nullptr;
  }

  /// Whether callers out of sight decide how much \p Number is: nothing here limits it,
  /// and nothing there writes it as a constant.
  bool isGivenNumber(const ParmVarDecl &Number) const {
    if (!Number.getType()->isIntegerType() || Number.getType()->isBooleanType() ||
        Number.getDeclContext() != &In.Function || isFew(Number))
      return false;
    bool IsOnlyRead = llvm::all_of(In.uses(Number), [this](const Expr *Use) {
      const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(In.parent(*Use));
      return Cast && Cast->getCastKind() == CK_LValueToRValue && !isCondition(*Cast);
    });
    const FunctionUses &Callers = Unit.uses().of(In.Function);
    auto IsConstant = [&](const CallSite &Site) {
      unsigned Index = Number.getFunctionScopeIndex();
      auto Given = namedCall(*Site.Call).Arguments;
      return Index < Given.size() && Given[Index]->isCXX11ConstantExpr(Unit.Context);
    };
    return IsOnlyRead &&
           (Callers.Calls.empty() || !llvm::all_of(Callers.Calls, IsConstant));
  }

  /// Whether \p Part decides which way an `if` or `?:` goes.
  bool isCondition(const Stmt &Part) const {
    const Stmt *Below = &Part;
    for (const Stmt *Around = In.parent(Part); Around;
         Below = Around, Around = In.parent(*Around)) {
      if (const auto *If = dyn_cast<IfStmt>(Around))
        return If->getCond() == Below;
      if (isa<ConditionalOperator>(Around))
        return true;
    }
    return false;
  }

  // --- Data ---

  /// \p E, or what it was copied from, if it is a container with as many elements as the
  /// data has: a parameter, a field, what a function returned. Null for all else.
  const Expr *dataIn(const Expr &Range) const {
    const Expr *E = written(&Range);
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const NamedDecl *Named = namedCall(*Call).Name;
      if (Named && Words.Binders.matches(*Named) && Call->getNumArgs() == 1)
        return dataIn(*Call->getArg(0));
    }
    return isContainer(E->getType()) && isData(*E) ? E : nullptr;
  }

  bool isData(const Expr &Value) const {
    const Expr *E = written(&Value);
    if (const Expr *Operand = suspensionOperand(*E))
      return !isa<CallExpr>(written(Operand)) || isData(*Operand);
    if (const auto *Pointee = dyn_cast<UnaryOperator>(E))
      return Pointee->getOpcode() == UO_Deref && isData(*Pointee->getSubExpr());
    if (const auto *Pointee = dyn_cast<CXXOperatorCallExpr>(E))
      return Pointee->getOperator() == OO_Star && Pointee->getNumArgs() == 1 &&
             !Unit.Containers.isIterator(Pointee->getArg(0)->getType()) &&
             isData(*Pointee->getArg(0));
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      return Callee && Callee->getIdentifier() && !isFew(*Callee) &&
             !Callee->isConsteval() && !Callee->isConstexpr() &&
             llvm::none_of(Call->arguments(), [](const Expr *Argument) {
               return Argument->getType()->isIntegerType();
             });
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return isa<FieldDecl>(Member->getMemberDecl()) &&
             !isFew(*Member->getMemberDecl()) && !isMeasured(*Member->getMemberDecl());
    const auto *Reference = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    if (!Variable || Variable->isImplicit() || isFew(*Variable) ||
        Variable->isConstexpr() || !Variable->hasLocalStorage() || isMeasured(*Variable))
      return false;
    return isa<ParmVarDecl>(Variable) ||
           (Variable->getInit() && isData(*Variable->getInit()));
  }

  /// Whether the body decides something by how many elements \p Container has.
  bool isMeasured(const ValueDecl &Container) const {
    return llvm::any_of(In.uses(Container), [this](const Expr *Use) {
      const auto *Member = dyn_cast_or_null<MemberExpr>(In.writtenParent(*Use));
      return Member && Words.SizeMembers.matches(*Member->getMemberDecl()) &&
             isCondition(*Member);
    });
  }

  bool isFew(const NamedDecl &Named) const {
    return Named.getIdentifier() && Words.FewThings.matchesName(Named.getName());
  }

  /// A class to iterate over whose type does not say how many elements it has, and that
  /// is no list in braces and no view of a part. Tasks are no data: whoever made them
  /// knows how many there are.
  bool isContainer(QualType Type) const {
    const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
    if (!Class || !Class->hasDefinition() ||
        Class->getNameAsString() == "initializer_list")
      return false;
    std::optional<QualType> Element = Unit.Types.elementOf(*Class);
    if (!Element || Unit.Types.of(*Element).Awaits != Awaitable::No)
      return false;
    const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    return !Instance ||
           llvm::none_of(Instance->getTemplateArgs().asArray(),
                         [](const TemplateArgument &Argument) {
                           return Argument.getKind() == TemplateArgument::Integral &&
                                  !Argument.getAsIntegral().isAllOnes();
                         });
  }

  Model &Unit;
  const Vocabulary &Words;
  const Body &In;
  llvm::SmallVector<Burst, 2> Found;
};

} // namespace

llvm::SmallVector<Burst, 2> unlimitedBursts(Model &Model, const Body &In) {
  return BurstFinder(Model, In).find();
}

} // namespace async_checks
