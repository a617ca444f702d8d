#include "model/tasks/Reuses.h"
#include "model/Model.h"
#include "model/tasks/Mentions.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

namespace {

/// What a mention of a variable does with it.
enum class Effect {
  Nothing, ///< it asks
  Take,    ///< it takes the result
  Use,     ///< it needs what is in there
  Move,    ///< it hands on what is in there
  Renew,   ///< it puts something else in, perhaps
  Unclear, ///< it makes another name for the variable
};

struct Event {
  Effect Does;
  const Expr *At; ///< the expression that has the effect
  Consumption How = Consumption::None;
  /// It awaits the variable as an rvalue.
  bool IsMovedAwait = false;
  const Expr *Name = nullptr; ///< the mention
};

/// What handing a variable to a parameter of \p Type does.
Effect effectOfPassing(QualType Type, bool IsMoved) {
  if (Type->isLValueReferenceType())
    return Type.getNonReferenceType().isConstQualified() ? Effect::Use : Effect::Renew;
  return IsMoved ? Effect::Move : Effect::Use;
}

/// Whether \p Node is run once however many rounds \p Loop takes.
bool isBeforeRounds(const Stmt &Node, const Stmt &Loop, const Body &In) {
  const Stmt *Init = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    Init = For->getInit();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
    Init = Range->getInit();
  return !In.isWithin(Node, Loop) || (Init && In.isWithin(Node, *Init));
}

class ReuseFinder {
public:
  ReuseFinder(Model &Unit, const Body &In) : Unit(Unit), In(In) {}

  std::vector<Reuse> find() {
    llvm::SetVector<const VarDecl *> Taken;
    for (const Suspension &Each : In.Suspensions)
      if (const VarDecl *Variable = candidate(mentionIn(Each.Operand).Name))
        Taken.insert(Variable);
    for (const CallExpr *Call : In.Calls) {
      if (const VarDecl *Variable = waitedFor(*Call))
        Taken.insert(Variable);
      for (const Expr *Argument : Call->arguments())
        if (const VarDecl *Variable = candidate(mentionIn(Argument).Name);
            Variable && emptied(*Call, *Argument))
          Taken.insert(Variable);
    }
    for (const VarDecl *Variable : Taken)
      if (In.uses(*Variable).size() > 1 || isUsedInLoop(*Variable))
        examine(*Variable);
    return std::move(Found);
  }

  /// See resultTakes().
  llvm::SmallVector<const Expr *, 2> takes(const VarDecl &Holder) const {
    llvm::SmallVector<const Expr *, 2> At;
    for (const Expr *Use : In.uses(Holder)) {
      Event Each = classify(*Use, Holder);
      if (Each.Does == Effect::Unclear || Each.Does == Effect::Renew)
        return {};
      if (Each.Does == Effect::Take)
        At.push_back(Each.At);
    }
    return At;
  }

private:
  /// The local variable that \p Name names, if it holds a task or a future whose result
  /// can be taken once.
  const VarDecl *candidate(const DeclRefExpr *Name) {
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage() || Variable->isImplicit() ||
        Variable->getType()->isLValueReferenceType() ||
        (Name->refersToEnclosingVariableOrCapture() && !Variable->isInitCapture()))
      return nullptr;
    const TypeFacts &Facts = Unit.Types.of(Variable->getType());
    return Facts.IsSingleShot || (Facts.isTask() && Facts.IsMoveOnly) ? Variable
                                                                      : nullptr;
  }

  /// The candidate that \p Call waits for; null if it is no such call.
  const VarDecl *waitedFor(const CallExpr &Call) {
    auto IsCandidate = [this](const Expr *Operand) {
      return candidate(mentionIn(Operand).Name) != nullptr;
    };
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    bool MayBe = Member ? IsCandidate(Member->getImplicitObjectArgument())
                        : llvm::any_of(Call.arguments(), IsCandidate);
    std::optional<BlockingWait> Wait = MayBe ? Unit.wait(Call) : std::nullopt;
    return Wait ? candidate(mentionIn(Wait->Awaited).Name) : nullptr;
  }

  bool isUsedInLoop(const VarDecl &Variable) const {
    return llvm::any_of(In.uses(Variable),
                        [this](const Expr *Use) { return loopAround(*Use, In); });
  }

  // --- What a mention does ---

  Event classify(const Expr &Use, const VarDecl &Variable) const {
    const Expr *Whole = &Use;
    bool IsMoved = false;
    const Stmt *Around = In.parent(Use);
    while (const auto *Outer = dyn_cast_or_null<Expr>(Around)) {
      Mention Same = mentionIn(Outer);
      if (Same.Name != &Use)
        break;
      IsMoved = Same.IsMoved;
      Whole = Outer;
      Around = In.parent(*Outer);
    }
    Effect HandsOn = IsMoved ? Effect::Move : Effect::Unclear;
    if (!Around)
      return {HandsOn, &Use};

    if (suspensionOperand(*Around)) {
      if (isa<CoyieldExpr>(Around))
        return {HandsOn, &Use};
      return taken(*cast<Expr>(Around), Variable, Consumption::Await, IsMoved);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Around)) {
      const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(In.writtenParent(*Member));
      return Call ? memberCall(*Call, Use, Variable, IsMoved)
                  : Event{Effect::Unclear, &Use};
    }
    if (const auto *Call = dyn_cast<CallExpr>(Around))
      return call(*Call, Use, Variable, IsMoved);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Around)) {
      for (unsigned Index = 0; Index < Construct->getNumArgs(); ++Index)
        if (mentionIn(Construct->getArg(Index)).Name == &Use &&
            Index < Construct->getConstructor()->getNumParams()) {
          QualType Type = Construct->getConstructor()->getParamDecl(Index)->getType();
          Effect Does = effectOfPassing(Type, IsMoved);
          // The object may well keep the reference.
          return {Does == Effect::Renew ? Effect::Unclear : Does, &Use};
        }
      return {HandsOn, &Use};
    }
    if (const auto *Declaration = dyn_cast<DeclStmt>(Around)) {
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Other = dyn_cast<VarDecl>(Declared);
            Other && Other->getType()->isReferenceType() &&
            mentionIn(Other->getInit()).Name == &Use)
          return {Effect::Unclear, &Use};
      return {HandsOn, &Use};
    }
    if (isa<ReturnStmt, CoreturnStmt>(Around))
      return {Effect::Move, &Use};
    if (In.leavesAlone(Use) || In.isDiscarded(*Whole))
      return {Effect::Nothing, &Use};
    return {HandsOn, &Use};
  }

  /// \p At takes the result of \p Variable, if its type or the move around it says that
  /// nobody else can.
  Event taken(const Expr &At, const VarDecl &Variable, Consumption How,
              bool IsMoved) const {
    bool Takes = IsMoved || Unit.Types.of(Variable.getType()).IsSingleShot;
    return {Takes ? Effect::Take : Effect::Use, &At, How,
            IsMoved && How == Consumption::Await};
  }

  std::optional<Event> waited(const CallExpr &Call, const Expr &Use,
                              const VarDecl &Variable, bool IsMoved) const {
    std::optional<BlockingWait> Wait = Unit.wait(Call);
    if (!Wait || mentionIn(Wait->Awaited).Name != &Use)
      return std::nullopt;
    if (!Wait->TakesResult)
      return Event{Effect::Use, &Call, Consumption::Wait};
    return taken(Call, Variable, Consumption::Wait, IsMoved);
  }

  Event memberCall(const CXXMemberCallExpr &Call, const Expr &Use,
                   const VarDecl &Variable, bool IsMoved) const {
    if (std::optional<Event> Wait = waited(Call, Use, Variable, IsMoved))
      return *Wait;
    const CXXMethodDecl *Method = Call.getMethodDecl();
    if (Method && (Method->isConst() || Unit.Words.ReadyQueries.matches(*Method)))
      return {Effect::Nothing, &Call};
    return {Effect::Renew, &Call};
  }

  /// What takes the result of the variable that \p Argument names, if the callee of \p
  /// Call is known to do so by a reference.
  std::optional<Event> emptied(const CallExpr &Call, const Expr &Argument) const {
    unsigned Parameter = parameterFor(Argument, Call);
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Parameter ||
        !Callee->getParamDecl(Parameter - 1)->getType()->isLValueReferenceType())
      return std::nullopt;
    if (!Unit.takings().of(*Callee, Parameter).has(TakeWord::Emptied))
      return std::nullopt;
    if (!Unit.Types.of(Call.getType()).isTask())
      return Event{Effect::Take, &Call, Consumption::Wait};
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(In.writtenParent(Call));
    return Await ? std::optional<Event>(
                       {Effect::Take, Await, Consumption::Await, /*IsMovedAwait=*/true})
                 : std::nullopt;
  }

  Event call(const CallExpr &Call, const Expr &Use, const VarDecl &Variable,
             bool IsMoved) const {
    if (std::optional<Event> Wait = waited(Call, Use, Variable, IsMoved))
      return *Wait;
    const FunctionDecl *Callee = Call.getDirectCallee();
    llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
    const auto *Argument = llvm::find_if(
        Arguments, [&](const Expr *Each) { return mentionIn(Each).Name == &Use; });
    if (!Callee || Argument == Arguments.end())
      return {Effect::Unclear, &Use};
    if (std::optional<Event> Takes = emptied(Call, **Argument))
      return *Takes;
    if (unsigned Parameter = parameterFor(**Argument, Call);
        Parameter && Callee->getParamDecl(Parameter - 1)->getType()->isReferenceType())
      if (!Unit.takings().of(*Callee, Parameter).has(TakeWord::Touched))
        return {Effect::Nothing, &Call};
    unsigned Index = Argument - Arguments.begin();
    if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee)) {
      if (Index == 0)
        return {cast<CXXMethodDecl>(Callee)->isConst() ? Effect::Nothing : Effect::Renew,
                &Call};
      --Index;
    }
    Effect Does = Index < Callee->getNumParams()
                      ? effectOfPassing(Callee->getParamDecl(Index)->getType(), IsMoved)
                  : IsMoved ? Effect::Move
                            : Effect::Use;
    return {Does, &Call};
  }

  // --- What comes after what ---

  void examine(const VarDecl &Variable) {
    llvm::SmallVector<Event, 8> Events;
    Takes.clear();
    Ends.clear();
    for (const Expr *Use : In.uses(Variable)) {
      Event Each = classify(*Use, Variable);
      if (Each.Does == Effect::Unclear)
        return;
      Each.Name = Use;
      Events.push_back(Each);
      if (Each.Does == Effect::Take)
        Takes.push_back(Each);
      else if (Each.Does == Effect::Move || Each.Does == Effect::Renew)
        Ends.insert(Each.At);
    }
    if (Takes.empty())
      return;

    const Flow &Flow = Unit.flowOf(In);
    if (!llvm::all_of(Events, [&](const Event &Each) { return Flow.contains(*Each.At); }))
      return;
    if (const Stmt *Declaration = Flow.declaration(Variable))
      Ends.insert(Declaration);
    for (const Event &Each : Events)
      if (const Event *First = takenBefore(Each, Flow); First && !isExpectedToFail(Each))
        Found.push_back({&Variable, First->At, First->How,
                         Each.How == Consumption::None ? Each.Name : Each.At, Each.How});
  }

  /// Where the result that \p To wants was taken, if that is sure however the conditions
  /// of the body depend on each other; null if it is not.
  const Event *takenBefore(const Event &To, const Flow &Flow) const {
    bool TakesOrWaits = To.How != Consumption::None;
    if (!TakesOrWaits && To.Does != Effect::Use && To.Does != Effect::Move)
      return nullptr;
    Flow::Marks Looked = Ends;
    for (const Event &Each : Takes)
      Looked.insert(Each.At);
    Flow::Arrivals Back = Flow.before(*To.At, Looked);

    const Event *Itself = nullptr;
    llvm::SmallVector<const Event *, 4> Firsts;
    bool Always = !Back.IsOpen;
    for (const Stmt *Node : Back.Nodes) {
      const Event *Take =
          llvm::find_if(Takes, [&](const Event &Each) { return Each.At == Node; });
      if (Take == Takes.end() || !(TakesOrWaits || Take->IsMovedAwait))
        Always = false;
      else if (Take->At == To.At)
        Itself = Take;
      else
        Firsts.push_back(Take);
    }
    llvm::sort(Firsts, [this](const Event *A, const Event *B) {
      return In.isBefore(*A->At, *B->At);
    });
    for (const Event *First : Firsts)
      if (Always || leadsTo(*First, To, Looked, Flow) ||
          throwLeadsTo(*First, To, Looked, Flow))
        return First;
    return Itself && repeats(*Itself, Looked, Flow) ? Itself : nullptr;
  }

  /// Whether a macro catches what \p Which throws, as `EXPECT_THROW` does.
  bool isExpectedToFail(const Event &Which) const {
    const CXXTryStmt *Try = In.enclosingTry(*Which.At);
    return Try && Try->getBeginLoc().isMacroID();
  }

  /// Whether \p To always comes after \p First, which may be repeated.
  static bool leadsTo(const Event &First, const Event &To, Flow::Marks Looked,
                      const Flow &Flow) {
    Looked.insert(To.At);
    return isOnly(Flow.afterQuiet(*First.At, Looked), First, To);
  }

  /// Whether \p To always comes after \p First has thrown.
  bool throwLeadsTo(const Event &First, const Event &To, Flow::Marks Looked,
                    const Flow &Flow) const {
    const CXXTryStmt *Try = In.enclosingTry(*First.At);
    Looked.insert(To.At);
    return Try && Unit.exceptions().catchesAll(*Try) &&
           isOnly(Flow.afterThrow(*First.At, Looked), First, To);
  }

  static bool isOnly(Flow::Arrivals Next, const Event &First, const Event &To) {
    if (First.At != To.At)
      Next.Nodes.erase(First.At);
    return Next.isOnly(*To.At);
  }

  /// Whether a loop that goes on takes the result in each round, and never renews it.
  bool repeats(const Event &Take, const Flow::Marks &Looked, const Flow &Flow) const {
    if (leadsTo(Take, Take, Looked, Flow) || throwLeadsTo(Take, Take, Looked, Flow))
      return true;
    for (const Stmt *Around = Take.At; Around; Around = In.parent(*Around)) {
      if (!isLoop(*Around) || isBeforeRounds(*Take.At, *Around, In) ||
          !mayGoOn(*Around, Take, Flow))
        continue;
      Flow::Marks All;
      for (const Event &Each : Takes)
        All.insert(Each.At);
      addFilters(bodyOfLoop(*Around), *Around, All);
      // What comes back only when it has thrown may do so in what would be the last
      // round.
      bool IsInAll = Flow.afterQuiet(*Take.At, {Take.At}).Nodes.empty()
                         ? Flow.isInLastRound(*Around, All)
                         : Flow.isInEachRound(*Around, All);
      if (IsInAll && llvm::all_of(Ends, [&](const Stmt *End) {
            return isBeforeRounds(*End, *Around, In);
          }))
        return true;
    }
    return false;
  }

  /// Whether \p Loop may take another round after \p Take, as its author expects: it
  /// counts, or goes over a range, or has a condition that neither asks the variable nor
  /// a flag that the rounds set.
  bool mayGoOn(const Stmt &Loop, const Event &Take, const Flow &Flow) const {
    const auto *For = dyn_cast<ForStmt>(&Loop);
    const Expr *Condition = conditionOf(Loop);
    if (!Condition || (For && For->getInc()))
      return true;
    llvm::SmallPtrSet<const VarDecl *, 4> Asked;
    addVariables(*Condition, Asked);
    return llvm::none_of(Asked, [&](const VarDecl *Each) {
      return Each == cast<DeclRefExpr>(Take.Name)->getDecl() ||
             (Each->getType()->isBooleanType() &&
              isSetInRound(*Each, Loop, *Condition, Take, Flow));
    });
  }

  /// Whether \p Flag, which \p Condition asks, may get another value in a round of \p
  /// Loop with \p Take, also if that throws.
  bool isSetInRound(const VarDecl &Flag, const Stmt &Loop, const Expr &Condition,
                    const Event &Take, const Flow &Flow) const {
    Flow::Marks Asks, Sets;
    for (const Expr *Use : In.uses(Flag))
      if (In.isWithin(*Use, Condition))
        Asks.insert(Use);
      else if (!isBeforeRounds(*Use, Loop, In))
        Sets.insert(Use);
    if (Sets.empty())
      return false;
    Flow::Marks All = Asks;
    All.insert(Sets.begin(), Sets.end());
    Flow::Marks Next = Flow.afterThrow(*Take.At, All).Nodes,
                Last = Flow.before(*Take.At, All).Nodes;
    auto IsAsk = [&](const Stmt *Node) { return Asks.contains(Node); };
    return llvm::none_of(Next, IsAsk) || !llvm::all_of(Last, IsAsk);
  }

  /// Adds each `continue` in \p Node, a part of the body of \p Loop, that leaves out some
  /// rounds of many, and not all but one.
  void addFilters(const Stmt &Node, const Stmt &Loop, Flow::Marks &To) const {
    if (const auto *Block = dyn_cast<CompoundStmt>(&Node))
      for (const Stmt *Each : Block->body())
        addFilters(*Each, Loop, To);
    const auto *If = dyn_cast<IfStmt>(&Node);
    if (!If || If->getElse() || !isFilter(*If->getCond(), Loop))
      return;
    const Stmt *Then = If->getThen();
    if (const auto *Block = dyn_cast<CompoundStmt>(Then))
      Then = Block->body_empty() ? nullptr : Block->body_back();
    if (isa_and_nonnull<ContinueStmt>(Then))
      To.insert(Then);
  }

  /// Whether \p Condition looks at the round alone, and is more than "not that one".
  bool isFilter(const Expr &Condition, const Stmt &Loop) const {
    const Expr *Inner = written(&Condition);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner)) {
      if (Binary->isLogicalOp())
        return isFilter(*Binary->getLHS(), Loop) && isFilter(*Binary->getRHS(), Loop);
      const auto *Part = dyn_cast<BinaryOperator>(written(Binary->getLHS()));
      bool IsPeriodic = Part && Part->getOpcode() == BO_Rem;
      if (Binary->getOpcode() == BO_NE && !IsPeriodic)
        return false;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner);
        isa<CXXRewrittenBinaryOperator>(Inner) ||
        (Operator && Operator->getOperator() == OO_ExclaimEqual))
      return false;
    if (const auto *Not = dyn_cast<UnaryOperator>(Inner);
        Not && Not->getOpcode() == UO_LNot)
      return false;
    llvm::SmallPtrSet<const VarDecl *, 4> Asked;
    addVariables(*Inner, Asked);
    auto IsOfHeader = [&](const VarDecl *Each) { return isOfHeader(*Each, Loop); };
    return llvm::any_of(Asked, IsOfHeader) &&
           llvm::all_of(Asked, [&](const VarDecl *Each) {
             return IsOfHeader(Each) ||
                    llvm::all_of(In.uses(*Each), [&](const Expr *Use) {
                      return !In.isWithin(*Use, bodyOfLoop(Loop)) || isOnlyRead(*Use);
                    });
           });
  }

  /// Whether \p Variable is what \p Loop counts, or goes over a range with.
  bool isOfHeader(const VarDecl &Variable, const Stmt &Loop) const {
    const Stmt *Declaration = nullptr;
    if (const auto *For = dyn_cast<ForStmt>(&Loop))
      Declaration = For->getInit();
    else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
      Declaration = Range->getLoopVarStmt();
    const auto *Declares = dyn_cast_or_null<DeclStmt>(Declaration);
    return Declares && llvm::is_contained(Declares->decls(), &Variable);
  }

  bool isOnlyRead(const Expr &Use) const {
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(In.parent(Use));
    return Cast && (Cast->getCastKind() == CK_LValueToRValue ||
                    Cast->getType().isConstQualified());
  }

  Model &Unit;
  const Body &In;
  /// Of the variable that is examined: what takes the result, and what ends it otherwise.
  llvm::SmallVector<Event, 8> Takes;
  Flow::Marks Ends;
  std::vector<Reuse> Found;
};

} // namespace

llvm::SmallVector<const Expr *, 2> resultTakes(const VarDecl &Holder, const Body &In,
                                               Model &Model) {
  return ReuseFinder(Model, In).takes(Holder);
}

std::vector<Reuse> findReuses(Model &Model, const Body &In) {
  return ReuseFinder(Model, In).find();
}

} // namespace async_checks
