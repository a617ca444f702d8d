#include "model/waiting/Offloads.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// The only statement of \p Block, as an expression; null if there is another, or more.
const Expr *onlyExpression(const Stmt *Block) {
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(Block);
  if (!Compound || Compound->size() != 1)
    return nullptr;
  const Stmt *Only = Compound->body_front();
  if (const auto *Return = dyn_cast<ReturnStmt>(Only))
    Only = Return->getRetValue();
  const auto *Value = dyn_cast_or_null<Expr>(Only);
  return Value ? written(Value) : nullptr;
}

/// Whether \p Block makes a variable and has one statement more.
bool isPairOfStatements(const Stmt *Block) {
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(Block);
  return Compound && Compound->size() == 2 && isa<DeclStmt>(Compound->body_front()) &&
         isa<ReturnStmt, Expr>(Compound->body_back());
}

/// The lambda that \p Callable is, or that it names; null if it is none.
const LambdaExpr *lambdaOf(const Expr &Callable) {
  const Expr *Named = &Callable;
  if (const auto *Move = dyn_cast<CallExpr>(Named);
      Move && Move->isXValue() && Move->getNumArgs() == 1)
    Named = written(Move->getArg(0));
  const CXXRecordDecl *Class = Named->getType()->getAsCXXRecordDecl();
  const auto *Reference = dyn_cast<DeclRefExpr>(Named);
  if (Reference && Class && Class->isLambda())
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && Variable->getInit())
      Named = written(Variable->getInit());
  return dyn_cast<LambdaExpr>(Named);
}

/// The local variable that \p Value initialises; null if it does not.
const VarDecl *variableOf(const Expr &Value, const Body &In) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(In.writtenParent(Value));
  const auto *Variable = Declaration && Declaration->isSingleDecl()
                             ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                             : nullptr;
  return Variable && Variable->hasLocalStorage() &&
                 written(Variable->getInit()) == written(&Value)
             ? Variable
             : nullptr;
}

class OffloadFinder {
public:
  OffloadFinder(Model &Unit, const CallExpr &Call, const Body &In)
      : Unit(Unit), Call(Call), In(In) {}

  std::optional<Offload> find() const {
    const NamedDecl *Named = namedCall(Call).Name;
    bool IsKnown = Named && Unit.Words.Offloads.matches(*Named);
    bool IsLikely = Named && Unit.Words.OffloadFunctions.matches(*Named);
    if (Call.isTypeDependent() || (!IsKnown && !IsLikely))
      return std::nullopt;
    for (const Expr *Argument : namedCall(Call).Arguments)
      if (std::optional<Offload> Found = examine(*written(Argument), IsKnown)) {
        if (!standsAlone(*Argument))
          Found->Task = Found->Wait = nullptr;
        return Found;
      }
    return std::nullopt;
  }

private:
  std::optional<Offload> examine(const Expr &Callable, bool IsKnown) const {
    QualType Result = resultOfCallable(Callable.getType(), Unit.Context);
    if (Result.isNull())
      return std::nullopt;
    if (const LambdaExpr *Lambda = lambdaOf(Callable))
      if (std::optional<Offload> Found = waitIn(*Lambda)) {
        if (!IsKnown && !handsOut(Unit, Call.getType(), Result))
          return std::nullopt;
        if (Lambda != &Callable)
          Found->Task = Found->Wait = nullptr;
        return In.isCoroutine() || Found->Whole ? Found : std::nullopt;
      }
    return In.isCoroutine() ? taskOf(Callable) : std::nullopt;
  }

  /// `pool.submit([&] { return sync_wait(f()); })`
  std::optional<Offload> waitIn(const LambdaExpr &Lambda) const {
    const CXXMethodDecl &Operator = *Lambda.getCallOperator();
    const auto *Only = dyn_cast_or_null<CallExpr>(onlyExpression(Operator.getBody()));
    if (!Only && !isPairOfStatements(Operator.getBody()))
      return std::nullopt;
    const Body &Inside = Unit.bodyOf(Operator);
    std::optional<BlockingWait> Wait =
        Only ? Unit.blockingWait(*Only, Inside) : firstWait(Inside);
    if (!Wait || Wait->IsTimed || Wait->ThroughPointer ||
        Unit.Types.of(Wait->Awaited->getType()).Awaits == Awaitable::No ||
        !Unit.Types.canAwait(In.promise(), Wait->Awaited->getType()) ||
        !doesNothingElse(*Wait->Whole, Inside))
      return std::nullopt;
    Offload Found{};
    Found.Call = &Call;
    Found.Waits = true;
    Found.Whole = waitFor(Call);
    Found.Type = Wait->Awaited->getType();
    if (!Found.Whole && !In.isCoroutine())
      addNextWait(Found);
    if (Only && meansTheSameOutside(*Wait->Awaited, Lambda)) {
      Found.Task = Wait->Awaited;
      Found.Wait = Only;
    }
    return Found;
  }

  std::optional<BlockingWait> firstWait(const Body &Inside) const {
    for (const CallExpr *Each : Inside.Calls)
      if (std::optional<BlockingWait> Wait = Unit.blockingWait(*Each, Inside))
        return Wait;
    return std::nullopt;
  }

  /// `auto name = std::async(f); return name.get();`: until the wait, nothing else is
  /// done.
  void addNextWait(Offload &Found) const {
    const VarDecl *Variable = variableOf(Call, In);
    const Stmt *Declaration = Variable ? In.writtenParent(Call) : nullptr;
    const auto *Block =
        Declaration ? dyn_cast_or_null<CompoundStmt>(In.parent(*Declaration)) : nullptr;
    if (!Block)
      return;
    const auto *Next = std::next(llvm::find(Block->body(), Declaration));
    if (Next == Block->body_end() || !isa<Expr, ReturnStmt, DeclStmt>(*Next))
      return;
    for (const Expr *Use : In.uses(*Variable))
      if (!In.isWithin(*Use, **Next))
        return;
    // Who waits for others as well has them all run at once.
    for (const CallExpr *Each : In.Calls)
      if (In.isWithin(*Each, **Next))
        if (std::optional<BlockingWait> Wait = Unit.blockingWait(*Each, In)) {
          if (namedBy(*Wait->Awaited) != Variable)
            return;
          Found.Whole = Each;
        }
    Found.Kept = Found.Whole ? Variable : nullptr;
  }

  /// `co_await pool.submit(coroutine)`
  std::optional<Offload> taskOf(const Expr &Callable) const {
    QualType Task = Unit.nestedTask(Call);
    const Expr *Result = Task.isNull() ? nullptr : waitFor(Call);
    if (!Result || !Unit.Types.canAwait(In.promise(), Task))
      return std::nullopt;
    const Expr *Whole = waitFor(*Result);
    Offload Found{};
    Found.Call = &Call;
    Found.Whole = Whole ? Whole : Result;
    Found.Type = Task;
    const auto *Lambda = dyn_cast<LambdaExpr>(&Callable);
    if (!Lambda || Unit.bodyOf(*Lambda->getCallOperator()).Coroutine) {
      Found.TaskIsMade = true;
      if (takesNothing(Callable))
        Found.Task = &Callable;
      return Found;
    }
    const Body &Inside = Unit.bodyOf(*Lambda->getCallOperator());
    const Expr *Only = onlyExpression(Lambda->getCallOperator()->getBody());
    if (!Only || !doesNothingElse(*Only, Inside))
      return std::nullopt;
    if (meansTheSameOutside(*Only, *Lambda))
      Found.Task = Only;
    return Found;
  }

  /// What awaits the value of \p E, or waits for it, at once; null if nothing does.
  const Expr *waitFor(const Expr &E) const {
    const Stmt *Around = In.writtenParent(E);
    while (isa_and_nonnull<ParenExpr>(Around))
      Around = In.writtenParent(*Around);
    if (!Around)
      return nullptr;
    if (suspensionOperand(*Around))
      return isa<CoawaitExpr>(Around) ? cast<Expr>(Around) : nullptr;
    if (isa<MemberExpr>(Around))
      Around = In.parent(*Around);
    const auto *Wait = dyn_cast_or_null<CallExpr>(Around);
    std::optional<BlockingWait> Blocking =
        Wait ? Unit.blockingWait(*Wait, In) : std::nullopt;
    bool IsForIt = Blocking && !Blocking->IsTimed && !Blocking->ThroughPointer &&
                   written(Blocking->Awaited) == written(&E);
    return IsForIt ? Blocking->Whole : nullptr;
  }

  /// Whether \p Only calls nothing that takes time, beside the wait that it may be: what
  /// makes tasks, passes values on, or asks an object.
  bool doesNothingElse(const Expr &Only, const Body &Inside) const {
    return llvm::all_of(Inside.Calls, [&](const CallExpr *Each) {
      if (Each == &Only || Unit.Types.of(Each->getType()).Awaits != Awaitable::No)
        return true;
      const NamedDecl *Named = namedCall(*Each).Name;
      if (Named && Unit.Words.Binders.matches(*Named))
        return true;
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Each->getDirectCallee());
      return Method && (isa<CXXOperatorCallExpr>(Each) ||
                        (Method->isConst() && Method->getNumParams() == 0));
    });
  }

  /// Whether \p E says in front of \p Lambda what it says in it.
  static bool meansTheSameOutside(const Expr &E, const LambdaExpr &Lambda) {
    const CXXMethodDecl &Operator = *Lambda.getCallOperator();
    bool CopiesForItself =
        llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Each) {
          if (Each.getCaptureKind() == LCK_StarThis || Lambda.isInitCapture(&Each))
            return true;
          if (Each.getCaptureKind() != LCK_ByCopy)
            return false;
          // The copy is constant, and the original is not.
          QualType Type = Each.getCapturedVar()->getType();
          return !Operator.isConst() ||
                 (Type->isRecordType() && !Type.isConstQualified());
        });
    return !CopiesForItself && Operator.getNumParams() == 0 && !Lambda.isGenericLambda();
  }

  /// Whether nothing is lost if \p Callable alone is left of the arguments.
  bool standsAlone(const Expr &Callable) const {
    return llvm::all_of(namedCall(Call).Arguments, [&](const Expr *Argument) {
      return Argument == &Callable || !Argument->HasSideEffects(Unit.Context);
    });
  }

  /// Whether \p Callable can be called where it stands, without arguments.
  static bool takesNothing(const Expr &Callable) {
    const FunctionDecl *Called = nullptr;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(&Callable))
      Called = dyn_cast<FunctionDecl>(Reference->getDecl());
    const CXXRecordDecl *Class = Callable.getType()->getAsCXXRecordDecl();
    if (Class && Class->isLambda())
      Called = Class->getLambdaCallOperator();
    return Called && Called->getNumParams() == 0;
  }

  Model &Unit;
  const CallExpr &Call;
  const Body &In;
};

} // namespace

std::optional<Offload> findOffload(Model &Model, const CallExpr &Call, const Body &In) {
  if (Model.isSyncEntryPoint(In.Function))
    return std::nullopt;
  return OffloadFinder(Model, Call, In).find();
}

std::optional<Offload> findOffloadBehind(Model &Model, const Expr &Wait, const Body &In) {
  const Expr *Inner = written(&Wait);
  const Expr *Awaited = suspensionOperand(*Inner);
  if (const auto *Call = dyn_cast<CallExpr>(Inner))
    if (std::optional<BlockingWait> Blocking = Model.blockingWait(*Call, In))
      Awaited = Blocking->Awaited;
  if (!Awaited)
    return std::nullopt;
  const Expr *Source = written(Awaited);
  if (const auto *Move = dyn_cast<CallExpr>(Source);
      Move && Move->isXValue() && Move->getNumArgs() == 1)
    Source = written(Move->getArg(0));
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Source))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && Variable->getInit() &&
        variableOf(*written(Variable->getInit()), In) == Variable)
      Source = written(Variable->getInit());
  const auto *Call = dyn_cast<CallExpr>(Source);
  std::optional<Offload> Found = Call ? Model.offload(*Call, In) : std::nullopt;
  return Found ? Found : findOffloadBehind(Model, *Awaited, In);
}

} // namespace async_checks
