#include "model/lifetime/Closures.h"
#include "Compat.h"
#include "model/Model.h"
#include "model/lifetime/Holds.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Ignored.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// How many functions may hand a callable on before one calls it.
constexpr unsigned MaxForwards = 6;

static bool isCaptured(const VarDecl *Variable, LambdaCaptureKind How,
                       const LambdaExpr &Lambda) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Each) {
    return Each.capturesVariable() && Each.getCapturedVar() == Variable &&
           Each.getCaptureKind() == How;
  });
}

/// What a task that \p Lambda, no coroutine, returns refers to of the closure's own; null
/// if it refers to nothing of that.
static const Stmt *lentCapture(const LambdaExpr &Lambda, const Body &Work, Model &Model) {
  for (const CallExpr *Call : Work.Calls)
    if (!Call->isTypeDependent() && Call->isPRValue() &&
        Model.Types.of(Call->getType()).goesOnLater() &&
        fateOf(*Call, Work, Model).Is == Destiny::Caller)
      for (const Hold &Held : holdsOf(*Call, Model))
        if (Held.Refers.Lives == Lifetime::Captured &&
            isCaptured(Held.Refers.Variable, LCK_ByCopy, Lambda))
          return Held.Argument;
  return nullptr;
}

/// Where the task of \p Lambda uses what is captured when its caller may have let go of
/// the closure; null if it does not, or has the closure in its frame.
static const Stmt *lateCapture(const LambdaExpr &Lambda, Model &Model) {
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  const Body &Work = Model.bodyOf(Operator);
  if (compat::hasExplicitObject(Operator) &&
      !Operator.getParamDecl(0)->getType()->isReferenceType())
    return nullptr;
  if (!Work.Coroutine)
    return lentCapture(Lambda, Work, Model);
  const Stmt *First = nullptr;
  for (const LambdaCapture &Capture : Lambda.captures()) {
    if (!Capture.capturesThis() && !Capture.capturesVariable())
      continue;
    const Stmt *Use =
        lateUse(Capture.capturesThis() ? nullptr : Capture.getCapturedVar(), Work, Model);
    if (Use && (!First || Work.isBefore(*Use, *First)))
      First = Use;
  }
  return First;
}

namespace {

class ClosureFinder {
public:
  ClosureFinder(const Body &In, Model &Unit) : In(In), Unit(Unit) {}

  std::vector<LostClosure> find() {
    for (const LambdaExpr *Lambda : In.Lambdas)
      if (Lambda->capture_size() != 0)
        examine(*Lambda);
    return std::move(Found);
  }

  /// See takingOfCallable().
  OwnTaking takingOf(const ParmVarDecl &Callable) {
    OwnTaking Taking;
    unsigned NumOthers = 0;
    for (const Expr *Mention : In.uses(Callable)) {
      if (In.leavesAlone(*Mention))
        continue;
      const Expr *Named = Mention;
      const auto *Call = dyn_cast_or_null<CallExpr>(placeOf(Named));
      if (Call && calls(*Call, *Named)) {
        Taking.Says.add(TakeWord::Left,
                        !isHandedOut(*Call) && leavesScope(*Call, nullptr));
        continue;
      }
      ++NumOthers;
      auto [Taker, Parameter] = takerOf(*Mention, In);
      if (!Taker)
        return {};
      HandedOn &On =
          Taking.To.emplace_back(HandedOn{Taker->getDirectCallee(), Parameter, {}, {}});
      On.Says.add(TakeWord::Left);
    }
    // Somebody else may keep it.
    return In.Coroutine || NumOthers > 1 || (NumOthers && Taking.Says.Bits) ? OwnTaking()
                                                                            : Taking;
  }

private:
  void examine(const LambdaExpr &Lambda) {
    const Stmt *Use = lateCapture(Lambda, Unit);
    if (!Use || (isDropped(Lambda) && shouldBeTask(Unit, *Lambda.getCallOperator())))
      return;
    const Expr *Closure = &Lambda;
    const Stmt *Around = placeOf(Closure);
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Around)) {
      if (const VarDecl *Variable = variableOf(*Declaration, *Closure))
        for (const Expr *Mention : In.uses(*Variable)) {
          const Expr *Named = Mention;
          const auto *Call = dyn_cast_or_null<CallExpr>(placeOf(Named));
          if (Call && calls(*Call, *Named) && leavesScope(*Call, Variable))
            return Found.push_back({&Lambda, ClosureEnd::Scope, Call, Use});
          // What is handed over by value is a copy of the closure.
          if (Call && Named->isPRValue() && letsGoOf(*Call, *Named, Lambda))
            return Found.push_back({&Lambda, ClosureEnd::Sink, Call, Use});
        }
    } else if (const auto *Call = dyn_cast_or_null<CallExpr>(Around)) {
      if (calls(*Call, *Closure)) {
        if (outlivesExpression(*Call))
          Found.push_back({&Lambda, ClosureEnd::Expression, Call, Use});
      } else if (letsGoOf(*Call, *Closure, Lambda)) {
        Found.push_back({&Lambda, ClosureEnd::Sink, Call, Use});
      }
    } else if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Around)) {
      if (isDropped(Lambda) &&
          Unit.Words.VoidCallbackSinks.matches(*Made->getConstructor()->getParent()))
        Found.push_back({&Lambda, ClosureEnd::Sink, Made, Use});
      else if (const CallExpr *Call = leavesWrapped(*Made, Lambda))
        Found.push_back({&Lambda, ClosureEnd::Sink, Call, Use});
      else if (Unit.Words.Delegates.matches(*Made->getConstructor()->getParent()))
        Found.push_back({&Lambda, ClosureEnd::Listener, Made, Use});
    }
  }

  /// What stands around \p Closure, which becomes the expression that stands for it
  /// there.
  const Stmt *placeOf(const Expr *&Closure) const {
    for (;;) {
      const auto *Outer = dyn_cast_or_null<Expr>(In.parent(*Closure));
      if (!Outer || Outer->getType().isNull() ||
          (isa<CallExpr>(Outer) && !movesOn(*cast<CallExpr>(Outer))) ||
          Outer->getType()->getAsCXXRecordDecl() !=
              Closure->getType()->getAsCXXRecordDecl())
        return Outer ? Outer : In.parent(*Closure);
      Closure = Outer;
    }
  }

  /// `std::move(closure)`, and not what keeps the closure and hands out what refers to
  /// it.
  bool movesOn(const CallExpr &Call) const {
    const NamedDecl *Name = namedCall(Call).Name;
    return Call.isXValue() && !(Name && Unit.Words.KeepAliveSinks.matches(*Name));
  }

  static const VarDecl *variableOf(const DeclStmt &Declaration, const Expr &Initialiser) {
    for (const Decl *Declared : Declaration.decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && Variable->getInit() == &Initialiser && Variable->hasLocalStorage())
        return Variable;
    return nullptr;
  }

  static bool calls(const CallExpr &Call, const Expr &Closure) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    return Operator && Operator->getOperator() == OO_Call &&
           Operator->getArg(0) == &Closure;
  }

  /// Whether the coroutine of \p Task runs on when the full expression is over.
  bool outlivesExpression(const CallExpr &Task) {
    if (Task.isTypeDependent())
      return false;
    bool RunsOn = Unit.Types.of(Task.getType()).Starts != Start::Lazy;
    Fate First = fateOf(Task, In, Unit);
    if (First.Variable && !RunsOn)
      return !isLeftAlone(*First.Variable, In, Unit);
    if (First.Is == Destiny::Unknown)
      return goesIntoObject(Task);
    return isLater(First.Is) || First.Is == Destiny::Variable ||
           (First.Is == Destiny::Dropped && RunsOn);
  }

  /// Whether an object that stays is made of \p Task, by a constructor in sight that does
  /// not wait.
  bool goesIntoObject(const CallExpr &Task) {
    const Stmt *Around = In.parent(Task);
    while (isa_and_nonnull<MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Around))
      Around = In.parent(*Around);
    const auto *Object = dyn_cast_or_null<CXXConstructExpr>(Around);
    const CXXConstructorDecl *Constructor = Object ? Object->getConstructor() : nullptr;
    if (!Constructor || !Constructor->isDefined() || Unit.blocking().of(*Constructor))
      return false;
    unsigned Parameter = 1;
    for (const Expr *Each : Object->arguments())
      if (written(Each) == &Task)
        break;
      else
        ++Parameter;
    const Expr *Whole = Object;
    return Parameter <= Object->getNumArgs() &&
           !Unit.takings().of(*Constructor, Parameter).has(TakeWord::Finished) &&
           isa_and_nonnull<ReturnStmt, CoreturnStmt, DeclStmt>(placeOf(Whole));
  }

  /// Whether the coroutine of \p Task runs on when the scope of its closure, which
  /// \p Variable holds, is left; null stands for a parameter.
  bool leavesScope(const CallExpr &Task, const VarDecl *Variable) {
    if (Task.isTypeDependent())
      return false;
    bool RunsOn = Unit.Types.of(Task.getType()).Starts != Start::Lazy;
    const Stmt *Scope = Variable ? In.scopeOf(*Variable) : nullptr;
    return llvm::any_of(fatesOf(Task, In, Unit), [&](const Fate &End) {
      if (Variable && End.Variable)
        return isWantedBehind(*Variable, *End.Variable, *End.By, In);
      if (End.Keeper && isAwaitedBehind(*End.Keeper, *End.By, Scope, In, Unit))
        return false;
      if (End.Is == Destiny::Started || (End.Is == Destiny::Dropped && RunsOn))
        return !waitsBehind(*cast<CallExpr>(End.Is == Destiny::Started ? End.By : &Task),
                            Scope, In, Unit);
      return isLater(End.Is);
    });
  }

  static bool isLater(Destiny Is) {
    return Is == Destiny::Object || Is == Destiny::Caller || Is == Destiny::Started;
  }

  /// Whether nobody looks at what a call of \p Lambda returns, which is no task.
  bool isDropped(const LambdaExpr &Lambda) {
    QualType Result = Lambda.getCallOperator()->getReturnType();
    return Result->isVoidType() || Unit.Types.of(Result).IsDetached;
  }

  /// Whether \p Call takes \p Closure, which \p Lambda has made, calls it, and lets it go
  /// before its coroutine is done.
  bool letsGoOf(const CallExpr &Call, const Expr &Closure, const LambdaExpr &Lambda) {
    const auto [Named, Arguments] = namedCall(Call);
    if (!Named || Unit.Words.KeepAliveSinks.matches(*Named))
      return false;
    const FunctionDecl *Callee = Call.getDirectCallee();
    const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
    // A coroutine keeps its parameters.
    if (Unit.Words.Continuations.matches(*Named))
      return !Definition || !Unit.bodyOf(*Definition).Coroutine;
    if (Unit.Words.Fillers.matches(*Named))
      return true;
    if (Unit.Words.VoidCallbackSinks.matches(*Named))
      return isDropped(Lambda);
    const auto *Argument = llvm::find(Arguments, &Closure);
    unsigned Index = Argument - Arguments.begin();
    if (!Definition || !Definition->hasBody() || Argument == Arguments.end() ||
        Index >= Definition->getNumParams())
      return false;
    const Body &Inside = Unit.bodyOf(*Definition);
    const ParmVarDecl &Taken = *Definition->getParamDecl(Index);
    return callsAndLetsGo(Inside, Taken, Call) ||
           (isDropped(Lambda) && ClosureFinder(Inside, Unit).givesToDropper(Taken));
  }

  /// Whether what \p Callable holds goes to who calls it once, and lets it go: a thread.
  bool givesToDropper(const ParmVarDecl &Callable) const {
    const NamePatterns &Droppers = Unit.Words.VoidCallbackSinks;
    return llvm::any_of(In.uses(Callable), [&](const Expr *Mention) {
      const Expr *Named = Mention;
      const Stmt *Around = placeOf(Named);
      if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Around))
        return Droppers.matches(*Made->getConstructor()->getParent());
      const auto *Call = dyn_cast_or_null<CallExpr>(Around);
      const NamedDecl *Sink = Call ? namedCall(*Call).Name : nullptr;
      return Sink && Droppers.matches(*Sink);
    });
  }

  /// The call that is given \p Wrapper, a temporary that \p Lambda went into, calls it,
  /// and lets it go before the coroutine is done; null if there is none.
  const CallExpr *leavesWrapped(const CXXConstructExpr &Wrapper,
                                const LambdaExpr &Lambda) {
    const FunctionType *Signature = signatureOf(Wrapper.getType());
    const Expr *Holder = &Wrapper;
    const auto *Call = dyn_cast_or_null<CallExpr>(placeOf(Holder));
    const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
    if (Named && isDropped(Lambda) && Unit.Words.VoidCallbackSinks.matches(*Named))
      return Call;
    if (!Call || !Signature ||
        isDropped(Lambda) == Unit.Types.of(Signature->getReturnType()).isTask())
      return nullptr;
    unsigned Parameter = parameterFor(*Holder, *Call);
    return Parameter && Unit.takings()
                            .of(*Call->getDirectCallee(), Parameter)
                            .has(TakeWord::Left)
               ? Call
               : nullptr;
  }

  /// Whether the ordinary function \p Callee calls its parameter and lets the task live
  /// on, longer than the full expression of \p Outer, which calls it.
  bool callsAndLetsGo(const Body &Callee, const ParmVarDecl &Parameter,
                      const CallExpr &Outer) {
    ClosureFinder Inner(Callee, Unit);
    return llvm::any_of(Inner.callsOf(Parameter, 0), [&](const CallExpr *Call) {
      return Inner.isHandedOut(*Call) ? outlivesExpression(Outer)
                                      : Inner.leavesScope(*Call, nullptr);
    });
  }

  /// The calls in an ordinary function that make a task of \p Callable: of itself, or of
  /// functions that call it and hand out the task.
  llvm::SmallVector<const CallExpr *, 2> callsOf(const ParmVarDecl &Callable,
                                                 unsigned Depth) {
    llvm::SmallVector<const CallExpr *, 2> Found;
    if (!In.Coroutine)
      for (const Expr *Mention : In.uses(Callable)) {
        const Expr *Named = Mention;
        const auto *Call = dyn_cast_or_null<CallExpr>(placeOf(Named));
        if (Call && (calls(*Call, *Named) || callsForUs(*Call, *Named, Depth)))
          Found.push_back(Call);
      }
    return Found;
  }

  /// Whether the callee of \p Call calls \p Callable and hands out the task.
  bool callsForUs(const CallExpr &Call, const Expr &Callable, unsigned Depth) {
    const NamedDecl *Named = namedCall(Call).Name;
    unsigned Parameter = Depth < MaxForwards ? parameterFor(Callable, Call) : 0;
    const FunctionDecl *Definition =
        Parameter ? certainDefinition(*Call.getDirectCallee()) : nullptr;
    if (!Definition || !Named || Unit.Words.KeepAliveSinks.matches(*Named))
      return false;
    ClosureFinder Through(Unit.bodyOf(*Definition), Unit);
    auto Calls = Through.callsOf(*Definition->getParamDecl(Parameter - 1), Depth + 1);
    return !Calls.empty() && llvm::all_of(Calls, [&](const CallExpr *Each) {
      return Through.isHandedOut(*Each);
    });
  }

  /// Whether the function returns \p Task, and does nothing else with it.
  bool isHandedOut(const CallExpr &Task) {
    return !Task.isTypeDependent() &&
           llvm::all_of(fatesOf(Task, In, Unit), [](const Fate &End) {
             return End.Is == Destiny::Caller || End.Is == Destiny::Variable;
           });
  }

  const Body &In;
  Model &Unit;
  std::vector<LostClosure> Found;
};

} // namespace

OwnTaking takingOfCallable(const ParmVarDecl &Callable, const Body &In, Model &Model) {
  return ClosureFinder(In, Model).takingOf(Callable);
}

std::vector<LostClosure> lostClosures(const Body &In, Model &Model) {
  return ClosureFinder(In, Model).find();
}

} // namespace async_checks
