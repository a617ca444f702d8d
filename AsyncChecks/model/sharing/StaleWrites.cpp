#include "model/sharing/StaleWrites.h"
#include "model/Model.h"
#include "model/sharing/Parties.h"
#include "model/suspension/Locks.h"
#include "model/suspension/Suspensions.h"
#include "model/unit/Conditions.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// A value that is given to a place.
struct Write {
  const Expr *Whole;
  const Expr *Target;
  const Expr *Value; ///< null if the place itself is changed, as by `++`
  bool Replaces;     ///< what was there before has no part in it
  /// The place is the element with this key of the container that \c Target names.
  const Expr *Key = nullptr;
};

class StaleWriteFinder {
public:
  StaleWriteFinder(Model &Unit, const Body &In) : Unit(Unit), In(In) {}

  std::vector<StaleWrite> find() {
    if (realSuspensions(In, Unit).empty() || runsUnderLock())
      return {};
    collect();
    for (Write &Each : Writes)
      if (Each.Replaces && Each.Value)
        examine(Each);
    return std::move(Found);
  }

private:
  /// Whether the body takes part in a protocol of locks: it gives one back by hand, or it
  /// is a lambda that somebody runs under one.
  bool runsUnderLock() {
    for (const CallExpr *Call : In.Calls)
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee && Callee->getIdentifier() && isa<CXXMemberCallExpr>(Call) &&
          (Unit.Words.UnlockMembers.matches(*Callee) ||
           Unit.Words.PlainUnlockMembers.matches(*Callee)))
        return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(&In.Function);
    if (!Method || !Method->getParent()->isLambda())
      return false;
    auto [Around, Lambda] = Unit.uses().lambda(In.Function);
    const auto *Call =
        Lambda ? dyn_cast_or_null<CallExpr>(Around->writtenParent(*Lambda)) : nullptr;
    if (!Call)
      return false;
    const FunctionDecl *Callee = Call->getDirectCallee();
    return (Callee && (Unit.Words.LimitFunctions.matches(*Callee) ||
                       Unit.Words.GuardNames.matches(*Callee))) ||
           llvm::any_of(Call->arguments(), [this](const Expr *Argument) {
             const CXXRecordDecl *Class = Unit.Types.record(Argument->getType());
             return Class && Class->getIdentifier() &&
                    Unit.Words.Limiters.matches(*Class);
           });
  }

  // --- What the body writes ---

  void collect() {
    for (const Expr *Each : In.Discarded)
      collectFrom(*Each);
    for (const DeclStmt *Declaration : In.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->getInit() && Variable->hasLocalStorage())
          collectFrom(*Variable);
    for (std::vector<const Expr *> *Uses : {&AwaitedUses, &CopyUses})
      llvm::sort(*Uses,
                 [this](const Expr *A, const Expr *B) { return In.isBefore(*A, *B); });
  }

  void collectFrom(const VarDecl &Variable) {
    llvm::ArrayRef<const Expr *> Uses = In.uses(Variable);
    if (suspendsIn(*Variable.getInit()))
      AwaitedUses.insert(AwaitedUses.end(), Uses.begin(), Uses.end());
    if (Variable.getType()->isArithmeticType() &&
        (placeOf(Variable.getInit()).isKnown() ||
         elementOf(*Variable.getInit(), In).Base))
      CopyUses.insert(CopyUses.end(), Uses.begin(), Uses.end());
  }

  void collectFrom(const Expr &E) {
    const Expr *Inner = written(&E);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner);
        Binary && Binary->isAssignmentOp()) {
      Writes.push_back({Binary, Binary->getLHS(), Binary->getRHS(),
                        !Binary->isCompoundAssignmentOp()});
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner);
               Operator && Operator->isAssignmentOp()) {
      Writes.push_back({Operator, Operator->getArg(0), Operator->getArg(1),
                        Operator->getOperator() == OO_Equal});
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Inner);
               Unary && Unary->isIncrementDecrementOp()) {
      Writes.push_back({Unary, Unary->getSubExpr(), nullptr, false});
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Inner);
               Call && Call->getMethodDecl() && !Call->getMethodDecl()->isConst()) {
      bool Replaces =
          Call->getNumArgs() == 1 &&
          Unit.Words.LockMembers.matchesName(Call->getMethodDecl()->getIdentifier()
                                                 ? Call->getMethodDecl()->getName()
                                                 : llvm::StringRef());
      Writes.push_back({Call, Call->getImplicitObjectArgument(),
                        Call->getNumArgs() ? Call->getArg(0) : nullptr, Replaces});
    }
  }

  // --- Which of them are stale ---

  bool isSharedHere(const Place &What) const {
    if (!What.isKnown())
      return false;
    if (What.Root && What.Root->getTLSKind() != VarDecl::TLS_None)
      return false;
    if (What.IsCaptured)
      return isCapturedByReference(*What.Root) &&
             (What.isShared(Unit.Types) || What.Root->hasLocalStorage());
    return What.isShared(Unit.Types);
  }

  bool isCapturedByReference(const VarDecl &Variable) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&In.Function);
    if (!Method || !Method->getParent()->isLambda())
      return false;
    return llvm::any_of(Method->getParent()->captures(), [&](const LambdaCapture &Each) {
      return Each.capturesVariable() && Each.getCapturedVar() == &Variable &&
             Each.getCaptureKind() == LCK_ByRef;
    });
  }

  /// A place, and where the body names it, in the order of the source.
  struct Mentions {
    Place What;
    std::vector<const Expr *> All;
    /// Those in the condition of an `if`.
    std::vector<std::pair<const Expr *, const IfStmt *>> Tests;
  };

  const Mentions &mentions(Place What) {
    const ValueDecl *Last = What.Root;
    for (const ValueDecl *Each : What.Path)
      if (Each)
        Last = Each;
    std::vector<std::unique_ptr<Mentions>> &Known = Named[Last];
    for (const std::unique_ptr<Mentions> &Each : Known)
      if (Each->What == What)
        return *Each;
    Known.push_back(std::make_unique<Mentions>(Mentions{std::move(What), {}, {}}));
    if (Last)
      findMentions(*Last, *Known.back());
    return *Known.back();
  }

  void findMentions(const ValueDecl &Last, Mentions &Into) const {
    const Place &What = Into.What;
    bool IsWhole = What.Path.empty() || !What.Path.back();
    for (const Expr *Use : In.uses(Last)) {
      bool IsInBody = In.parent(*Use);
      if (!IsInBody || !(IsWhole || placeOf(Use) == What))
        continue;
      Into.All.push_back(Use);
      const IfStmt *If = nullptr;
      for (const Stmt *Around = Use; Around && !If; Around = In.parent(*Around))
        If = dyn_cast<IfStmt>(Around);
      if (If && In.isWithin(*Use, *If->getCond()))
        Into.Tests.push_back({Use, If});
    }
  }

  void examine(Write &Write) {
    Element Of = elementOf(*Write.Target, In);
    Write.Key = Of.Key;
    Place What = placeOf(Of.Base ? Of.Base : Write.Target);
    if (!isSharedHere(What) || (Of.Base && written(Of.Base)->getType()->isPointerType()))
      return;
    const Mentions &Known = mentions(std::move(What));
    if ((examineSum(Write, Known) || examineCopy(Write, Known) ||
         examineTest(Write, Known)) &&
        !hasSecondParty(Unit, In, Known.What))
      Found.pop_back();
  }

  /// What \p Use names, or the element with \p Key, if there is one, of what it names.
  /// Null if that is not the element which is named.
  const Expr *named(const Expr &Use, const Expr *Key) const {
    if (!Key)
      return &Use;
    const auto *Around = dyn_cast_or_null<Expr>(In.writtenParent(Use));
    Element Of = Around ? elementOf(*Around, In) : Element();
    return Of.Base && written(Of.Base) == &Use && isSameKey(*Of.Key, *Key) ? Around
                                                                           : nullptr;
  }

  /// Those of \p Some, which are in the order of the source, that stand in \p Node.
  llvm::ArrayRef<const Expr *> within(const Stmt &Node,
                                      llvm::ArrayRef<const Expr *> Some) const {
    auto First = llvm::partition_point(
        Some, [&](const Expr *Each) { return In.isBefore(*Each, Node); });
    auto Last = std::partition_point(
        First, Some.end(), [&](const Expr *Each) { return In.isWithin(*Each, Node); });
    return {First, Last};
  }

  std::string nameOf(const Place &What) const {
    for (const ValueDecl *Each : llvm::reverse(What.Path))
      if (Each)
        return Each->getNameAsString();
    return What.Root->getNameAsString();
  }

  /// Whether the value of \p Use, a scalar, is read right there.
  bool isRead(const Expr &Use) const {
    const Stmt *Around = In.parent(Use);
    while (isa_and_nonnull<ParenExpr>(Around))
      Around = In.parent(*Around);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around);
    return Cast && Cast->getCastKind() == CK_LValueToRValue;
  }

  /// What \p Await yields, or the member of it that is asked for: `(co_await
  /// f()).size()`.
  const Expr &askedOf(const Expr &Await) const {
    const Expr *Asked = &Await;
    while (const auto *Around = dyn_cast_or_null<Expr>(In.parent(*Asked))) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(Around);
      if (!isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
               CXXBindTemporaryExpr, MemberExpr>(Around) &&
          !(Call && Call->getNumArgs() == 0))
        break;
      Asked = Around;
    }
    return *Asked;
  }

  /// Whether \p Value is computed by operators only from \p Part.
  bool isOperandOf(const Expr &Part, const Expr &Value) const {
    for (const Stmt *Around = In.parent(Part); Around && Around != &Value;
         Around = In.parent(*Around))
      if (!isa<BinaryOperator, ParenExpr, ImplicitCastExpr, ExplicitCastExpr,
               ExprWithCleanups, UnaryOperator>(Around))
        return false;
    return &Part != &Value && In.isWithin(Part, Value);
  }

  /// `x = x + co_await f()`
  bool examineSum(const Write &Write, const Mentions &Known) {
    for (const Suspension &Each : In.suspensionsIn(*Write.Value))
      for (const Expr *Mention : within(*Write.Value, Known.All)) {
        const Expr *Use = named(*Mention, Write.Key);
        if (Use && maySuspend(Each, In, Unit) && isRead(*Use) &&
            !In.isWithin(*Use, *Each.Keyword) && In.isBefore(*Use, *Each.Keyword) &&
            isOperandOf(*Use, *Write.Value) &&
            isOperandOf(askedOf(*Each.Keyword), *Write.Value)) {
          Found.push_back({Write.Whole, Use, &Each, false, nameOf(Known.What)});
          return true;
        }
      }
    return false;
  }

  /// `auto n = x; co_await f(); x = n + 1;`
  bool examineCopy(const Write &Write, const Mentions &Known) {
    for (const Expr *Use : within(*Write.Value, CopyUses)) {
      const auto *Copy = cast<VarDecl>(cast<DeclRefExpr>(Use)->getDecl());
      if (!isCopyOf(*Copy->getInit(), Write, Known) || !isBuiltOn(Write, *Copy))
        continue;
      const Expr *Read = written(Copy->getInit());
      for (const Suspension *Each :
           between(*Read, /*Condition=*/nullptr, Write, Known.All))
        if (!In.isWithin(*Each->Keyword, *Write.Whole)) {
          Found.push_back({Write.Whole, Read, Each, false, nameOf(Known.What)});
          return true;
        }
    }
    return false;
  }

  bool isCopyOf(const Expr &Value, const Write &Write, const Mentions &Known) const {
    if (!Write.Key)
      return placeOf(&Value) == Known.What;
    Element Of = elementOf(Value, In);
    return Of.Base && isSameKey(*Of.Key, *Write.Key) && placeOf(Of.Base) == Known.What;
  }

  /// The suspension points between \p Read, perhaps in a \p Condition, and \p Write
  /// with no look at the place, which \p Uses name, in between.
  llvm::SmallVector<const Suspension *, 4> between(const Expr &Read,
                                                   const Expr *Condition,
                                                   const Write &Write,
                                                   llvm::ArrayRef<const Expr *> Uses) {
    Flow::Marks Before = {&Read}, After;
    for (const Expr *Use : Uses) {
      if (In.isWithin(*Use, *Write.Target)) {
        if (!Condition)
          Before.insert(Use);
        continue;
      }
      After.insert(Use);
      if (!Condition || !In.isWithin(*Use, *Condition))
        Before.insert(Use);
    }
    llvm::SmallVector<const Suspension *, 4> Found;
    for (const Suspension *Each :
         Unit.flowOf(In).suspensionsBetween(Read, Before, *Write.Whole, After))
      if (maySuspend(*Each, In, Unit))
        Found.push_back(Each);
    return Found;
  }

  /// Whether \p Write computes its value of \p Copy. To put back what was there is no
  /// computation.
  bool isBuiltOn(const Write &Write, const VarDecl &Copy) const {
    bool IsUsed = false, IsChanged = false;
    for (const Expr *Use : In.uses(Copy)) {
      if (In.isWithin(*Use, *Write.Value)) {
        IsUsed = true;
        IsChanged |= isOperandOf(*Use, *Write.Value) && written(Write.Value) != Use;
      }
      const Stmt *Around = In.writtenParent(*Use);
      if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around);
          Binary && Binary->isAssignmentOp() && written(Binary->getLHS()) == Use) {
        if (!Binary->isCompoundAssignmentOp())
          return false;
        IsChanged = true;
      }
      if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around)) {
        if (Unary->getOpcode() == UO_AddrOf)
          return false;
        IsChanged |= Unary->isIncrementDecrementOp();
      }
    }
    return IsUsed && IsChanged;
  }

  // --- Tests ---

  /// Whether \p Value is, or comes from, what a `co_await` yields.
  bool isAwaited(const Expr &Value) const {
    return suspendsIn(Value) || !within(Value, AwaitedUses).empty();
  }

  bool suspendsIn(const Expr &Value) const {
    return llvm::any_of(In.suspensionsIn(Value), [this](const Suspension &Each) {
      return maySuspend(Each, In, Unit);
    });
  }

  static bool leaves(const Stmt *Node) {
    if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Node))
      Node = Block->body_empty() ? nullptr : Block->body_back();
    if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Node))
      Node = Cleanups->getSubExpr();
    return isa_and_nonnull<ReturnStmt, CoreturnStmt, CXXThrowExpr, ContinueStmt,
                           BreakStmt>(Node);
  }

  /// `if (!cache) cache = co_await load();`, `if (cache) co_return *cache; …`
  bool examineTest(const Write &Write, const Mentions &Known) {
    if (!isAwaited(*Write.Value))
      return false;
    for (const auto &[Use, If] : Known.Tests) {
      if (!isTestOf(*Use, *If, Write))
        continue;
      if (const Suspension *Across = unseen(*Use, *If, Write, Known)) {
        Found.push_back({Write.Whole, Use, Across, true, nameOf(Known.What)});
        return true;
      }
    }
    return false;
  }

  /// Whether \p If lets \p Write come only where \p Use has found nothing.
  bool isTestOf(const Expr &Use, const IfStmt &If, const Write &Write) const {
    const Expr *Element = Write.Key ? named(Use, Write.Key) : nullptr;
    Says Answer = saysOf(Element ? *Element : Use, *If.getCond(),
                         Element ? nullptr : Write.Key, In, Unit);
    if (Answer == Says::Empty)
      return In.isWithin(*Write.Whole, *If.getThen());
    if (Answer == Says::Full)
      return (If.getElse() && In.isWithin(*Write.Whole, *If.getElse())) ||
             (leaves(If.getThen()) && !In.isWithin(*Write.Whole, If));
    return false;
  }

  /// Whether a call in \p Condition may set a flag: `!std::exchange(loading, true)`.
  bool changesSomething(const Expr &Condition) const {
    return llvm::any_of(In.Calls, [&](const CallExpr *Call) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      return Callee && In.isWithin(*Call, Condition) &&
             llvm::any_of(Callee->parameters(), [](const ParmVarDecl *Parameter) {
               QualType Type = Parameter->getType();
               return Type->isLValueReferenceType() &&
                      !Type.getNonReferenceType().isConstQualified();
             });
    });
  }

  /// The suspension point between the test and the write; null if there is none, or if
  /// somebody looks again, sets a flag, or holds a lock.
  const Suspension *unseen(const Expr &Test, const IfStmt &If, const Write &Write,
                           const Mentions &Known) {
    if (isEndless(If) || changesSomething(*If.getCond()))
      return nullptr;
    for (const Suspension *Each : between(Test, If.getCond(), Write, Known.All))
      if (!In.isWithin(*Each->Keyword, *If.getCond()))
        return setsFlag(*Each, Test, Known.What) ||
                       isUnderAsyncLock(Unit, In, *Each->Keyword)
                   ? nullptr
                   : Each;
    return nullptr;
  }

  /// One loop that never ends is the only one to do it.
  bool isEndless(const IfStmt &If) const {
    for (const Stmt *Around = &If; Around; Around = In.parent(*Around)) {
      const Expr *Condition = nullptr;
      if (const auto *For = dyn_cast<ForStmt>(Around)) {
        if (!For->getCond())
          return true;
        Condition = For->getCond();
      } else if (const auto *While = dyn_cast<WhileStmt>(Around)) {
        Condition = While->getCond();
      }
      if (const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(
              Condition ? written(Condition) : nullptr);
          Literal && Literal->getValue())
        return true;
    }
    return false;
  }

  /// Whether something of the same object is changed before \p Suspension, as to keep
  /// others out.
  bool setsFlag(const Suspension &Suspension, const Expr &Test, const Place &What) const {
    for (const Write &Each : Writes) {
      Element Of = elementOf(*Each.Target, In);
      Place Other = placeOf(Of.Base ? Of.Base : Each.Target);
      bool IsOfSame = What.IsThis ? Other.IsThis
                                  : Other.Root && (Other.Root == What.Root ||
                                                   Other.isShared(Unit.Types));
      bool IsOnThis =
          isa<CXXMemberCallExpr>(Each.Whole) && isa<CXXThisExpr>(written(Each.Target));
      bool IsFlag =
          In.isBefore(Test, *Each.Whole) || Each.Target->getType()->isBooleanType();
      if ((IsOfSame || IsOnThis) && IsFlag &&
          In.isBefore(*Each.Whole, *Suspension.Keyword) &&
          !In.isWithin(*Suspension.Keyword, *Each.Whole) &&
          !In.isWithin(*Each.Whole, *Suspension.Keyword))
        return true;
    }
    return false;
  }

  Model &Unit;
  const Body &In;
  std::vector<Write> Writes;
  llvm::DenseMap<const ValueDecl *, std::vector<std::unique_ptr<Mentions>>> Named;
  /// The mentions of numbers that are copies of a place.
  std::vector<const Expr *> CopyUses;
  /// The mentions of variables that are made of what a `co_await` yields.
  std::vector<const Expr *> AwaitedUses;
  std::vector<StaleWrite> Found;
};

} // namespace

std::vector<StaleWrite> findStaleWrites(Model &Model, const Body &In) {
  if (!In.Coroutine || In.Suspensions.empty() || In.Function.isDependentContext())
    return {};
  return StaleWriteFinder(Model, In).find();
}

} // namespace async_checks
