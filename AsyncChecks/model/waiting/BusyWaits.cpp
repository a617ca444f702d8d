#include "model/waiting/BusyWaits.h"
#include "model/Model.h"
#include "model/syntax/Effects.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

class BusyWaitFinder {
public:
  BusyWaitFinder(Model &Unit, const Body &In) : Unit(Unit), In(In) {}

  std::vector<BusyWait> find() {
    std::vector<BusyWait> Found;
    if (!In.Coroutine)
      return Found;
    for (const Suspension &Each : In.Suspensions) {
      const Stmt *Loop = isPause(Each) ? loopAround(*Each.Keyword, In) : nullptr;
      if (Loop && onlyWaits(*Loop))
        Found.push_back({Loop, &Each});
    }
    return Found;
  }

private:
  // --- What a round does ---

  /// `co_await sleep(1s)`, `co_await executor.schedule()`, `co_await timer.async_wait()`
  bool isPause(const Suspension &Each) const {
    if (!isa<CoawaitExpr>(Each.Keyword) || !In.isDiscarded(*Each.Keyword))
      return false;
    const Expr *Operand = written(Each.Operand);
    llvm::ArrayRef<const Expr *> Arguments;
    const NamedDecl *Name = nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(Operand)) {
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
          Member && isTimer(*Member))
        return true;
      NamedCall Named = namedCall(*Call);
      Name = Named.Name;
      Arguments = Named.Arguments;
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(Operand)) {
      Name = Made->getConstructor()->getParent();
      Arguments = {Made->getArgs(), Made->getNumArgs()};
    } else if (const auto *Reference = dyn_cast<DeclRefExpr>(Operand)) {
      Name = Reference->getDecl();
    }
    return Name && Unit.Words.Pauses.matches(*Name) &&
           llvm::none_of(Arguments,
                         [&](const Expr *Argument) { return isWork(*Argument); });
  }

  /// Whether \p Argument is something that is done meanwhile.
  bool isWork(const Expr &Argument) const {
    const CXXRecordDecl *Record = Argument.getType()->getAsCXXRecordDecl();
    return Unit.Types.of(Argument.getType()).isTask() || (Record && Record->isLambda());
  }

  /// Whether \p Call waits for a timer that this function or another one has set.
  bool isTimer(const CXXMemberCallExpr &Call) const {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    const CXXRecordDecl *Class = Unit.Types.record(objectTypeOf(Call));
    return Method && Class && Unit.Words.TimerWaits.matches(*Method) && canBeSet(*Class);
  }

  bool canBeSet(const CXXRecordDecl &Class) const {
    return Class.hasDefinition() &&
           (llvm::any_of(Class.methods(),
                         [&](const CXXMethodDecl *Method) {
                           return Unit.Words.TimerSettings.matches(*Method);
                         }) ||
            llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
              const CXXRecordDecl *Above = Unit.Types.record(Base.getType());
              return Above && Above != &Class && canBeSet(*Above);
            }));
  }

  /// Whether each round of \p Loop lets time pass, and goes on for as long as what others
  /// change is as it is.
  bool onlyWaits(const Stmt &Loop) {
    const auto *For = dyn_cast<ForStmt>(&Loop);
    if (isa<CXXForRangeStmt>(Loop) || (For && (For->getInit() || For->getInc())))
      return false;
    DependsOnOthers = SetsTimer = AwaitsTimer = false;
    const Expr *Condition = conditionOf(Loop);
    return (!Condition || asks(*Condition)) && waits(bodyOfLoop(Loop)) &&
           DependsOnOthers && SetsTimer == AwaitsTimer;
  }

  bool waits(const Stmt &Node) {
    if (const auto *Block = dyn_cast<CompoundStmt>(&Node))
      return llvm::all_of(Block->body(), [&](const Stmt *Each) { return waits(*Each); });
    if (const auto *If = dyn_cast<IfStmt>(&Node))
      return !If->getInit() && !If->getConditionVariable() && asks(*If->getCond()) &&
             waits(*If->getThen()) && (!If->getElse() || waits(*If->getElse()));
    if (const auto *Return = dyn_cast<CoreturnStmt>(&Node))
      return changesNothing(Return->getOperand(), isDeclaredHarmless);
    if (const auto *Declaration = dyn_cast<DeclStmt>(&Node))
      return llvm::all_of(Declaration->decls(), [&](const Decl *Declared) {
        const auto *Variable = dyn_cast<VarDecl>(Declared);
        const CXXRecordDecl *Class =
            Variable ? Unit.Types.record(Variable->getType()) : nullptr;
        return Class && canBeSet(*Class) && (SetsTimer = true);
      });
    if (isa<BreakStmt, ContinueStmt, NullStmt>(Node))
      return true;
    const auto *E = dyn_cast<Expr>(&Node);
    if (!E)
      return false;
    const Expr *Inner = written(E);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Inner))
      return Call->getMethodDecl() &&
             Unit.Words.TimerSettings.matches(*Call->getMethodDecl()) &&
             (SetsTimer = true);
    auto Suspends = In.suspensionsIn(*Inner);
    if (Suspends.empty() || Suspends.front().Keyword != Inner ||
        !isPause(Suspends.front()))
      return false;
    const auto *Call = dyn_cast<CXXMemberCallExpr>(written(Suspends.front().Operand));
    if (Call && isTimer(*Call)) {
      AwaitsTimer = true;
      SetsTimer |= isa<CXXConstructExpr>(written(Call->getImplicitObjectArgument()));
    }
    return true;
  }

  // --- What it asks ---

  /// Whether \p Condition looks at what can be seen, and at nothing that ends the loop by
  /// itself: the time, a request to stop, the world outside.
  bool asks(const Expr &Condition) {
    bool IsKnown = changesNothing(
        &Condition, [&](const CallExpr &Call) { return isHarmless(Call, MaxDepth); });
    if (IsKnown && !DependsOnOthers)
      DependsOnOthers = looksAtOthers(Condition, MaxDepth);
    return IsKnown && !mentionsStop(Condition);
  }

  /// Whether \p Call only looks, and nothing but memory of the program.
  bool isHarmless(const CallExpr &Call, unsigned Depth) const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (isOfStd(*Callee))
      return Method && isDeclaredHarmless(Call);
    const FunctionDecl *Definition = certainDefinition(*Callee);
    if (!Definition || Depth == 0 || isa<CoroutineBodyStmt>(Definition->getBody()))
      return false;
    return changesNothing(Definition->getBody(), [&](const CallExpr &Inner) {
      return isHarmless(Inner, Depth - 1);
    });
  }

  static bool isOfStd(const FunctionDecl &Callee) {
    return Callee.getEnclosingNamespaceContext()->isStdNamespace();
  }

  bool mentionsStop(const Stmt &Node) const {
    if (const auto *Call = dyn_cast<CallExpr>(&Node))
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee && Unit.Words.CancellationQueries.matches(*Callee))
        return true;
    if (const auto *E = dyn_cast<Expr>(&Node))
      if (const CXXRecordDecl *Record = Unit.Types.record(E->getType());
          Record && Unit.Words.TokenTypes.matches(*Record))
        return true;
    return llvm::any_of(Node.children(),
                        [&](const Stmt *Child) { return Child && mentionsStop(*Child); });
  }

  /// Whether \p Node looks at what is not the coroutine's own.
  bool looksAtOthers(const Stmt &Node, unsigned Depth) const {
    if (const auto *Member = dyn_cast<MemberExpr>(&Node);
        Member && isa<FieldDecl>(Member->getMemberDecl()))
      return true;
    if (const auto *Name = dyn_cast<DeclRefExpr>(&Node))
      if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl()))
        return Variable->getType()->isReferenceType() ||
               (Variable->hasGlobalStorage() && !Variable->getType().isConstQualified());
    if (const auto *Call = dyn_cast<CallExpr>(&Node); Call && Depth != 0)
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        if (const FunctionDecl *Definition = certainDefinition(*Callee);
            Definition && !isOfStd(*Callee) &&
            looksAtOthers(*Definition->getBody(), Depth - 1))
          return true;
    return llvm::any_of(Node.children(), [&](const Stmt *Child) {
      return Child && looksAtOthers(*Child, Depth);
    });
  }

  /// How deep the functions are followed that a condition calls.
  static constexpr unsigned MaxDepth = 3;

  Model &Unit;
  const Body &In;
  /// Whether a condition of the loop asks for something that others change.
  bool DependsOnOthers = false;
  /// Whether its rounds set a timer, and await one. One that nobody sets there is an
  /// event: who cancels it resumes the coroutine.
  bool SetsTimer = false, AwaitsTimer = false;
};

} // namespace

std::vector<BusyWait> findBusyWaits(Model &Model, const Body &In) {
  return BusyWaitFinder(Model, In).find();
}

} // namespace async_checks
