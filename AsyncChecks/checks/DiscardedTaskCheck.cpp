#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "fix/AwaitExpr.h"
#include "model/syntax/Callables.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Ignored.h"
#include "model/unit/Places.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks that nobody awaits, stores for later, or passes on.
class DiscardedTaskCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const Expr *Dropped : Callable.Discarded)
      examineDropped(*Dropped, Callable, Model);
    for (const CallExpr *Call : Callable.Calls)
      examineArgument(*Call, Callable, Model);
    for (const DeclStmt *Declaration : Callable.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared))
          if (Variable->hasLocalStorage() && !Variable->isImplicit() &&
              Variable->getInit())
            examineVariable(*Variable, *Declaration, Callable, Model);
  }

  // --- Expressions whose value is dropped ---

  void examineDropped(const Expr &Dropped, const Body &Callable, Model &Model) {
    const Expr *Inner = written(&Dropped);
    if (Inner->isTypeDependent())
      return;
    if (const Expr *Purpose = Model.droppedOnPurpose(*Inner)) {
      const auto *Call = dyn_cast<CallExpr>(written(Purpose));
      if (Call && Model.returnsTask(*Call) &&
          Model.Types.of(Call->getType()).Starts == Start::Lazy &&
          !Model.offload(*Call, Callable) && !Model.offloadBehind(*Call, Callable))
        found(describe(Call, awaitExpr(Model, Callable, {Inner, Call}), Callable, Model));
      return;
    }
    if (const auto *Call = dyn_cast<CallExpr>(Inner)) {
      if (isLost(*Call, Callable, Model))
        found(describe(Call, awaitExpr(Model, Callable, {Call, Call}), Callable, Model));
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(Inner)) {
      if (Binary->getOpcode() == BO_Comma)
        examineDropped(*Binary->getRHS(), Callable, Model);
      else if (Binary->isLogicalOp())
        examineCondition(*Binary->getRHS(), Callable, Model);
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(Inner)) {
      examineChoice(*Choice, Dropped, Callable, Model);
    } else if (const auto *Name = dyn_cast<DeclRefExpr>(Inner)) {
      examineName(*Name->getDecl(), *Name, Callable, Model);
    } else if (const auto *Member = dyn_cast<MemberExpr>(Inner)) {
      examineName(*Member->getMemberDecl(), *Member, Callable, Model);
    }
  }

  /// `event;` in a coroutine, which could have awaited it
  void examineName(const NamedDecl &Named, const Expr &Use, const Body &Callable,
                   Model &Model) {
    const TypeFacts &Facts = Model.Types.of(Use.getType());
    if (Callable.isCoroutine() && !Facts.ShortCircuits &&
        Model.Types.canAwait(Callable.promise(), Use.getType()))
      found({beginOf(Use),
             llvm::formatv("'{0}' is not awaited: to name it does nothing",
                           Named.getName()),
             awaitExpr(Model, Callable, {&Use, &Use})});
  }

  /// `ready && f();`, where the task is asked for a truth that nobody looks at
  void examineCondition(const Expr &Operand, const Body &Callable, Model &Model) {
    const Expr *Inner = written(&Operand);
    if (const auto *Conversion = dyn_cast<CXXMemberCallExpr>(Inner))
      if (isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
        Inner = written(Conversion->getImplicitObjectArgument());
    if (const auto *Call = dyn_cast<CallExpr>(Inner))
      if (Model.returnsTask(*Call))
        found(describe(Call, std::nullopt, Callable, Model));
  }

  /// `which ? f() : g();` is one task in two places.
  void examineChoice(const ConditionalOperator &Choice, const Expr &Dropped,
                     const Body &Callable, Model &Model) {
    const auto *Then = dyn_cast<CallExpr>(written(Choice.getTrueExpr()));
    const auto *Else = dyn_cast<CallExpr>(written(Choice.getFalseExpr()));
    if (!Then || !Else || !isLost(*Then, Callable, Model) ||
        !isLost(*Else, Callable, Model)) {
      examineDropped(*Choice.getTrueExpr(), Callable, Model);
      examineDropped(*Choice.getFalseExpr(), Callable, Model);
      return;
    }
    const Expr *Whole = Dropped.IgnoreImplicit();
    std::optional<Edit> Fix;
    if (isa<ParenExpr>(Whole)) {
      Fix = awaitExpr(Model, Callable, {Whole, Whole});
    } else {
      Fix = awaitExpr(Model, Callable, {Then, Then});
      std::optional<Edit> Other = awaitExpr(Model, Callable, {Else, Else});
      if (Fix && Other)
        Fix->add(*Other);
      else
        Fix.reset();
    }
    found(describe(Then, Fix, Callable, Model));
  }

  /// Whether dropping the result of \p Call drops what somebody should await.
  static bool isLost(const CallExpr &Call, const Body &Callable, Model &Model) {
    return (Model.returnsTask(Call) || forgetsOperation(Call, Callable, Model) ||
            isCancelled(Call, Model)) &&
           !endsChain(Call, Model) && !isAnothers(Call, Callable, Model) &&
           !isExpectedToThrow(Call, Callable, Model) && !isLinkedToNext(Call, Model) &&
           !isFinished(Call, Callable, Model) && !isOver(Call, Model);
  }

  /// `flush();`, where to let go of the task has a meaning, and yet nobody should do that
  /// without a word.
  static bool isCancelled(const CallExpr &Call, Model &Model) {
    const TypeFacts &Facts = Model.Types.of(Call.getType());
    return Call.isPRValue() && Facts.isTask() &&
           Call.hasUnusedResultAttr(Model.Context) &&
           Model.Words.DropMeans.matches(*Model.Types.record(Call.getType()));
  }

  /// `touch(file);`, where nothing is left to wait for and nobody must look at the
  /// result.
  static bool isOver(const CallExpr &Call, Model &Model) {
    return !Call.hasUnusedResultAttr(Model.Context) && Model.endsAtOnce(Call);
  }

  /// `load(loop); loop.exec();`, where the task tells of its end in another way than by
  /// its result.
  static bool isFinished(const CallExpr &Call, const Body &Callable, Model &Model) {
    return !Callable.isCoroutine() &&
           Model.Types.of(Call.getType()).Starts == Start::Eager &&
           !Call.hasUnusedResultAttr(Model.Context) &&
           isFinishedBehind(Call, Callable, Model);
  }

  /// Whether an argument says that the operation is a part of the next one, whose result
  /// tells of both: `IOSQE_IO_LINK`.
  static bool isLinkedToNext(const CallExpr &Call, Model &Model) {
    return llvm::any_of(Call.arguments(), [&](const Expr *Argument) {
      return isWrittenWith(*Argument, Model.Words.LinkFlags, Model.Context);
    });
  }

  /// `task.then(continuation);`, where the continuation learns of the end and nothing
  /// says that anybody else must.
  static bool endsChain(const CallExpr &Call, Model &Model) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    return Member && Model.Types.of(objectTypeOf(*Member)).Awaits != Awaitable::No &&
           Model.Types.of(Call.getType()).Starts != Start::Lazy &&
           !Call.hasUnusedResultAttr(Model.Context) &&
           llvm::any_of(Call.arguments(), [&](const Expr *Given) {
             const CXXRecordDecl *Class = written(Given)->getType()->getAsCXXRecordDecl();
             return (Class && Class->isLambda()) ||
                    !resultOfCallable(Given->getType(), Model.Context).isNull();
           });
  }

  /// Whether another check speaks about \p Call: of a task inside of the result, or of
  /// the thread that only waits.
  static bool isAnothers(const CallExpr &Call, const Body &Callable, Model &Model) {
    return !Model.nestedTask(Call).isNull() || Model.offload(Call, Callable) ||
           Model.offloadBehind(Call, Callable);
  }

  /// `pool.schedule();` in a coroutine, which could have awaited it
  static bool forgetsOperation(const CallExpr &Call, const Body &Callable, Model &Model) {
    const NamedDecl *Named = namedCall(Call).Name;
    if (!Callable.isCoroutine() || !Call.isPRValue() ||
        (Named && Model.Words.DropMeans.matches(*Named)))
      return false;
    const TypeFacts &Facts = Model.Types.of(Call.getType());
    return Facts.IsOperation && !Facts.DropHasMeaning &&
           Model.Types.canAwait(Callable.promise(), Call.getType());
  }

  static Finding describe(const CallExpr *Call, std::optional<Edit> Fix,
                          const Body &Callable, Model &Model) {
    Finding Finding{beginOf(*Call),
                    llvm::formatv("{0} is discarded: {1}", resultOf(*Call, Model),
                                  effectOfLoss(Model.Types.of(Call->getType()))),
                    std::move(Fix)};
    addStartAdvice(Finding, Call->getType(), Callable, Model);
    return Finding;
  }

  // --- Arguments that nobody looks at ---

  /// `log_start(f());`, where the callee is known to do nothing with the task
  void examineArgument(const CallExpr &Call, const Body &Callable, Model &Model) {
    if (Call.isTypeDependent() || !Call.isPRValue() ||
        Model.Types.of(Call.getType()).Starts != Start::Lazy)
      return;
    const CallExpr *Ignorer = ignoredBy(Call, Callable, Model);
    if (!Ignorer || !isLost(Call, Callable, Model))
      return;
    Finding Finding = describe(&Call, std::nullopt, Callable, Model);
    Finding.Notes.push_back(
        {Ignorer->getDirectCallee()->getLocation(),
         llvm::formatv("'{0}' does nothing with it", calleeName(*Ignorer)),
         {}});
    found(std::move(Finding));
  }

  // --- Variables that hold a task and are not used ---

  void examineVariable(const VarDecl &Variable, const DeclStmt &Declaration,
                       const Body &Callable, Model &Model) {
    const Expr *Value = written(Variable.getInit());
    // `task<> t{f()};`
    if (const auto *List = dyn_cast<InitListExpr>(Value);
        List && List->getNumInits() == 1)
      Value = written(List->getInit(0));
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
             Construct && Construct->isListInitialization() &&
             Construct->getNumArgs() == 1)
      Value = written(Construct->getArg(0));
    if (const auto *Call = dyn_cast<CallExpr>(Value))
      examineTask(Variable, *Call, Declaration, Callable, Model);
    else if (isa<CoawaitExpr, ConditionalOperator>(Value) &&
             holdsLazyTask(Variable, *Value, Model) &&
             isLeftAlone(Variable, Callable, Model))
      found({Variable.getLocation(), saysNeverRuns(Variable)});
    examineContainer(Variable, Callable, Model);
  }

  static bool holds(const VarDecl &Variable, const Expr &Value, const Model &Model) {
    return !Value.isTypeDependent() && Value.isPRValue() &&
           !Variable.isExceptionVariable() &&
           Model.Context.hasSameUnqualifiedType(Variable.getType().getNonReferenceType(),
                                                Value.getType());
  }

  static bool holdsLazyTask(const VarDecl &Variable, const Expr &Value, Model &Model) {
    return holds(Variable, Value, Model) && Model.Types.of(Value.getType()).isLazyTask();
  }

  static std::string saysNeverRuns(const VarDecl &Variable) {
    return llvm::formatv("the task in '{0}' is never awaited: it is lazy, so the "
                         "coroutine never runs",
                         Variable.getName());
  }

  void examineTask(const VarDecl &Variable, const CallExpr &Call,
                   const DeclStmt &Declaration, const Body &Callable, Model &Model) {
    if (!holds(Variable, Call, Model))
      return;
    const TypeFacts &Facts = Model.Types.of(Call.getType());
    if (Facts.Awaits == Awaitable::No || Facts.DropHasMeaning)
      return;
    QualType Yield = Model.Types.yields(Call.getType(), /*IsLvalue=*/false);
    bool HoldsGuard = Model.Types.of(Yield).IsGuard;
    bool IsLazyTask = holdsLazyTask(Variable, Call, Model);
    // To mention an operation, and be it in a cast, is to mean it; and a test may assert
    // what becomes of one that is forgotten.
    bool IsForgotten =
        !Variable.hasAttr<UnusedAttr>() && Callable.uses(Variable).empty() &&
        !isTestAssertion(Declaration, Model) && forgetsOperation(Call, Callable, Model);
    if ((!HoldsGuard && !IsLazyTask && !IsForgotten) || isAnothers(Call, Callable, Model))
      return;
    const Expr *Next = IsLazyTask ? replacedBy(Variable, Callable, Model) : nullptr;
    if (Next)
      return found({Variable.getLocation(),
                    saysNeverRuns(Variable),
                    {},
                    {{beginOf(*Next), "another task takes its place here", {}}}});
    if (!isLeftAlone(Variable, Callable, Model))
      return;

    std::string Says =
        HoldsGuard
            ? llvm::formatv("'{0}' is a task and not the guard that it yields: nobody "
                            "awaits it, so nothing is locked here",
                            Variable.getName())
                  .str()
        : IsLazyTask
            ? saysNeverRuns(Variable)
            : llvm::formatv("the operation in '{0}' is never awaited", Variable.getName())
                  .str();
    Finding Finding{
        Variable.getLocation(), std::move(Says),
        awaitInitialiser(Variable, Call, Yield, Declaration, Callable, Model)};
    addStartAdvice(Finding, Call.getType(), Callable, Model);
    found(std::move(Finding));
  }

  /// `auto x = f();` becomes `auto x = co_await f();`, or `co_await f();` if there is no
  /// value to keep, or none that anybody looks at.
  static std::optional<Edit> awaitInitialiser(const VarDecl &Variable,
                                              const CallExpr &Call, QualType Yield,
                                              const DeclStmt &Declaration,
                                              const Body &Callable, Model &Model) {
    Source Text(Model.Context);
    std::optional<Edit> Await = awaitExpr(Model, Callable, {&Call, &Call});
    if (!Await || Yield.isNull() || !Declaration.isSingleDecl() ||
        !Text.isEditable(Declaration.getSourceRange()))
      return std::nullopt;
    bool IsUsed = !Callable.uses(Variable).empty();
    if (Yield->isVoidType())
      return IsUsed ? std::nullopt : awaitAlone(Variable, Call, Declaration, Text);
    if (!Variable.isReferenced() && warnsIfUnused(Variable, Yield)) {
      if (!mustNotBeDropped(Yield))
        return awaitAlone(Variable, Call, Declaration, Text);
      Await->Changes.push_back(
          FixItHint::CreateInsertion(Declaration.getBeginLoc(), "[[maybe_unused]] "));
    }
    const TypeSourceInfo *Written = Variable.getTypeSourceInfo();
    if (Written && !Written->getType()->getContainedAutoType()) {
      bool OnlyDropped = llvm::all_of(Callable.uses(Variable), [&](const Expr *Use) {
        return isa_and_nonnull<ExplicitCastExpr>(Callable.writtenParent(*Use));
      });
      SourceRange Type = Written->getTypeLoc().getSourceRange();
      if (!OnlyDropped || !Text.isEditable(Type))
        return std::nullopt;
      Await->Changes.push_back(FixItHint::CreateReplacement(Type, "auto"));
    } else if (IsUsed && !Model.Types.of(Yield).IsGuard) {
      return std::nullopt;
    }
    return Await;
  }

  /// `auto x = f();` becomes `co_await f();`: the attributes, the declared name and the
  /// brackets around the initialiser go.
  static std::optional<Edit> awaitAlone(const VarDecl &Variable, const CallExpr &Call,
                                        const DeclStmt &Declaration, const Source &Text) {
    SourceLocation Begin = Text.beginOfAttributes(Declaration.getBeginLoc());
    SourceLocation First = beginOf(Call), Last = Text.endOf(Call.getEndLoc());
    Edit Whole;
    Whole.Changes.push_back(
        FixItHint::CreateReplacement(Source::chars(Begin, First), "co_await "));
    if (Variable.getInitStyle() != VarDecl::CInit) {
      std::optional<Token> Bracket =
          Lexer::findNextToken(Call.getEndLoc(), Text.Sources, Text.Language);
      if (!Bracket || !Bracket->isOneOf(tok::r_paren, tok::r_brace))
        return std::nullopt;
      Whole.Changes.push_back(
          FixItHint::CreateRemoval(Source::chars(Last, Bracket->getEndLoc())));
    }
    return Whole;
  }

  /// Whether compilers warn of \p Variable if it holds a \p Value and nobody uses it.
  static bool warnsIfUnused(const VarDecl &Variable, QualType Value) {
    const CXXRecordDecl *Class = Value->getAsCXXRecordDecl();
    return !Variable.hasAttr<UnusedAttr>() && !Variable.getType()->isReferenceType() &&
           !Value->isDependentType() &&
           (!Class || (Class->hasDefinition() && Class->hasTrivialDestructor()));
  }

  /// Whether compilers warn of a \p Value that is dropped.
  static bool mustNotBeDropped(QualType Value) {
    const TagDecl *Class = Value.getNonReferenceType()->getAsTagDecl();
    return Class && Class->hasAttr<WarnUnusedResultAttr>();
  }

  // --- Containers of tasks that are only filled ---

  void examineContainer(const VarDecl &Variable, const Body &Callable, Model &Model) {
    std::optional<QualType> Element = elementType(Variable.getType(), Model);
    std::optional<QualType> Task = Element;
    if (!Element || !Model.Types.of(*Element).isLazyTask())
      Task = heldTask(Variable, Model);
    if (!Task)
      return;
    bool IsFilled = !Element && makesTask(*Variable.getInit(), Callable, Model);
    if (const auto *List = dyn_cast<InitListExpr>(written(Variable.getInit())))
      IsFilled |= Element && List->getNumInits() > 0;
    for (const Expr *Use : Callable.uses(Variable)) {
      if (isFilledThrough(*Use, Callable, Model)) {
        IsFilled = true;
        continue;
      }
      const auto *Member = dyn_cast_or_null<MemberExpr>(Callable.writtenParent(*Use));
      if (Member && isa<FieldDecl>(Member->getMemberDecl()) &&
          !Model.Types.of(Member->getType()).isTask())
        continue;
      const auto *Call =
          Member ? dyn_cast_or_null<CXXMemberCallExpr>(Callable.parent(*Member))
                 : nullptr;
      if (!Call)
        return;
      bool Asks = Call->getMethodDecl() && Call->getMethodDecl()->isConst() &&
                  Call->getType()->isArithmeticType();
      if (!Asks && !Callable.isDiscarded(*Call))
        return;
      IsFilled |= llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
        return Model.Types.of(Argument->getType()).isTask();
      });
    }
    if (!IsFilled)
      return;
    Finding Finding{
        Variable.getLocation(),
        !Element ? saysNeverRuns(Variable)
                 : llvm::formatv("the tasks in '{0}' are never awaited: they are lazy, "
                                 "so their coroutines never run",
                                 Variable.getName())
                       .str()};
    addStartAdvice(Finding, *Task, Callable, Model);
    found(std::move(Finding));
  }

  /// `std::transform(first, last, std::back_inserter(tasks), f);`
  static bool isFilledThrough(const Expr &Container, const Body &Callable, Model &Model) {
    const auto *Inserter = dyn_cast_or_null<CallExpr>(Callable.writtenParent(Container));
    if (!Inserter || !Model.Containers.isInserter(Inserter->getType()))
      return false;
    const auto *Filler = dyn_cast_or_null<CallExpr>(Callable.writtenParent(*Inserter));
    const FunctionDecl *Callee = Filler ? Filler->getDirectCallee() : nullptr;
    return Callee && isOfSystem(*Callee) && Callable.isDiscarded(*Filler);
  }

  /// The task among the members of what \p Record is, an aggregate.
  static std::optional<QualType> memberTask(const CXXRecordDecl &Record, Model &Model) {
    if (Record.hasDefinition() && Record.isAggregate() &&
        !Record.hasUserDeclaredDestructor())
      for (const FieldDecl *Field : Record.fields())
        if (Model.Types.of(Field->getType()).isLazyTask())
          return Field->getType();
    return std::nullopt;
  }

  /// The task in what \p Variable is, an aggregate, or among the template arguments of an
  /// object of the standard library: `std::optional<task<>>`, `std::map<int, task<>>`.
  static std::optional<QualType> heldTask(const VarDecl &Variable, Model &Model) {
    const CXXRecordDecl *Record = Variable.getType()->getAsCXXRecordDecl();
    if (!Record || isa<DecompositionDecl>(Variable))
      return std::nullopt;
    if (!Record->isInStdNamespace())
      return memberTask(*Record, Model);
    for (QualType Argument : typeArguments(*Record))
      if (!Argument->isReferenceType() && Model.Types.of(Argument).isLazyTask())
        return Argument;
    return std::nullopt;
  }

  /// Whether something in \p Init returns a task.
  static bool makesTask(const Expr &Init, const Body &Callable, Model &Model) {
    return llvm::any_of(Callable.Calls, [&](const CallExpr *Call) {
      return Callable.isWithin(*Call, Init) && Model.returnsTask(*Call);
    });
  }

  /// What an array, or a class with `value_type`, `begin` and `end`, holds.
  static std::optional<QualType> elementType(QualType Type, Model &Model) {
    if (Type->isReferenceType() || Type->isDependentType())
      return std::nullopt;
    if (const ArrayType *Array = Model.Context.getAsArrayType(Type))
      return Array->getElementType();
    const auto *Record = Type->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition())
      return std::nullopt;
    return Model.Types.elementOf(*Record);
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeDiscardedTask(const CheckSetup &Setup) {
  return std::make_unique<DiscardedTaskCheck>(Setup);
}

} // namespace async_checks
