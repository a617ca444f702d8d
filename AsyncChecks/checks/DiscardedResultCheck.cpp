#include "CallableCheck.h"
#include "Checks.h"
#include "fix/Edit.h"
#include "model/tasks/Outcomes.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds results of `co_await` that say whether an operation worked, and that nobody
/// looks at.
class DiscardedResultCheck : public CallableCheck {
public:
  explicit DiscardedResultCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), ResultTypes(resultTypes(option("ResultTypes", ""))) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const Expr *Dropped : Callable.Discarded)
      examineDropped(*written(Dropped), Callable, Model);
  }

  void examineDropped(const Expr &Dropped, const Body &Callable, Model &Model) {
    if (const auto *Await = dyn_cast<CoawaitExpr>(&Dropped)) {
      examineAwait(*Await, Callable, Model);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(&Dropped)) {
      if (Binary->getOpcode() == BO_Comma)
        examineDropped(*written(Binary->getRHS()), Callable, Model);
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(&Dropped)) {
      examineDropped(*written(Choice->getTrueExpr()), Callable, Model);
      examineDropped(*written(Choice->getFalseExpr()), Callable, Model);
    }
  }

  void examineAwait(const CoawaitExpr &Await, const Body &Callable, Model &Model) {
    if (Await.isLValue()) // whoever owns it can still be asked
      return;
    QualType Result = Await.getType();
    Outcome Tells = isListed(tellerIn(Result, Model), Model) ? Outcome::Failure
                                                             : outcomeOf(Result, Model);
    if (Tells == Outcome::None || isToldOtherwise(Await, Tells, Model) ||
        (Tells == Outcome::Failure && isPartOfClosing(Await, Callable, Model)) ||
        Model.Words.DiscardRemarks.matchesName(
            Source(Model.Context).remarks(Await.getSourceRange())) ||
        isLeftAloneAsTest(Callable.Function, Model))
      return;
    found({beginOf(Await),
           message(Tells, tellerIn(Result, Model), Model),
           {},
           {{beginOf(Await), advice(Await, Tells, Model), {}}}});
  }

  /// Whether the failure is told in another way, or need not be told at all.
  static bool isToldOtherwise(const CoawaitExpr &Await, Outcome Tells, Model &Model) {
    const auto *Call = dyn_cast<CallExpr>(written(suspensionOperand(Await)));
    if (!Call)
      return false;
    if (Tells == Outcome::Results)
      return cannotFail(*Call, Model);
    const NamedDecl *Named = namedCall(*Call).Name;
    return (Named && Model.Words.HarmlessFailures.matches(*Named)) ||
           runsWhatCannotFail(*Call, Await.getType(), Model) ||
           fillsArgument(*Call, tellerIn(Await.getType(), Model), Model.Context);
  }

  /// Whether all that \p Result could tell is what a given lambda has thrown, which
  /// throws nothing.
  static bool runsWhatCannotFail(const CallExpr &Call, QualType Result, Model &Model) {
    llvm::SmallVector<const LambdaExpr *, 2> Given;
    for (const Expr *Argument : namedCall(Call).Arguments)
      if (const auto *Lambda = dyn_cast<LambdaExpr>(written(Argument)))
        Given.push_back(Lambda);
    return !Given.empty() && keepsException(Result, Model) &&
           llvm::none_of(Given, [&](const LambdaExpr *Each) {
             return Model.exceptions().mayThrow(*Each->getCallOperator());
           });
  }

  /// Whether \p Await closes something, or \p In, or the next statement does: it is a
  /// last word, whoever may hear it.
  static bool isPartOfClosing(const CoawaitExpr &Await, const Body &In,
                              const Model &Model) {
    if (isClosing(Await, Model) || Model.Words.Closings.matches(In.Function))
      return true;
    const Stmt *Statement = &Await;
    const Stmt *Around = In.parent(Await);
    for (; Around && !isa<CompoundStmt>(Around); Around = In.parent(*Around))
      Statement = Around;
    const auto *Block = cast_or_null<CompoundStmt>(Around);
    if (!Block)
      return false;
    const auto *Next = llvm::find(Block->body(), Statement) + 1;
    return Next != Block->body_end() && isa<Expr>(*Next) &&
           isClosing(*cast<Expr>(*Next), Model);
  }

  static bool isClosing(const Expr &E, const Model &Model) {
    const Expr *Done = written(&E);
    if (const Expr *Awaited = suspensionOperand(*Done))
      Done = written(Awaited);
    const auto *Call = dyn_cast<CallExpr>(Done);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Model.Words.Closings.matches(*Callee);
  }

  /// `when_all_settled(f(), g())`, where neither throws
  static bool cannotFail(const CallExpr &Call, Model &Model) {
    llvm::ArrayRef<const Expr *> Given = namedCall(Call).Arguments;
    return !Given.empty() && llvm::all_of(Given, [&](const Expr *Argument) {
      const auto *Made = dyn_cast<CallExpr>(written(Argument));
      return Made && Model.returnsTask(*Made) && !Model.exceptions().mayFail(*Made);
    });
  }

  /// Whether \p Call, or one among its arguments, is given a variable of type \p Teller
  /// to write to.
  static bool fillsArgument(const CallExpr &Call, QualType Teller,
                            const ASTContext &Context) {
    for (const Expr *Argument : namedCall(Call).Arguments) {
      const Expr *Given = written(Argument);
      if (Argument->isLValue() && !Argument->getType().isConstQualified() &&
          Context.hasSameUnqualifiedType(Argument->getType(), Teller))
        return true;
      const auto *Inner = dyn_cast<CallExpr>(Given);
      if (Inner && fillsArgument(*Inner, Teller, Context))
        return true;
    }
    return false;
  }

  static std::string message(Outcome Tells, QualType Teller, const Model &Model) {
    while (const auto *Deduced = dyn_cast<DecltypeType>(Teller.getTypePtr()))
      Teller = Deduced->getUnderlyingType();
    std::string Type =
        Teller.getUnqualifiedType().getAsString(Model.Context.getPrintingPolicy());
    switch (Tells) {
    case Outcome::Results:
      return "nobody looks at the results that this 'co_await' yields: what the tasks "
             "have thrown is lost";
    case Outcome::Wanted:
      return llvm::formatv("nobody looks at the '{0}' that this 'co_await' yields, which "
                           "is declared 'nodiscard'",
                           Type);
    default:
      return llvm::formatv("nobody looks at the '{0}' that this 'co_await' yields: a "
                           "failure goes unseen",
                           Type);
    }
  }

  static std::string advice(const CoawaitExpr &Await, Outcome Tells, const Model &Model) {
    llvm::StringRef Operand =
        Source(Model.Context).text(suspensionOperand(Await)->getSourceRange());
    return llvm::formatv("keep and test it: 'auto {0} = co_await {1};'",
                         Tells == Outcome::Results ? "results" : "result",
                         Operand.empty() || Operand.contains('\n') ? "…" : Operand);
  }

  // --- The option ---

  NamePatterns resultTypes(llvm::StringRef List) {
    NamePatterns Types;
    for (llvm::StringRef Item : listItems(List))
      for (const std::string &Why : Types.add(Item))
        rejectOption("ResultTypes", Item, Why);
    return Types;
  }

  /// Whether the user names \p Type, or the alias that it is written as.
  bool isListed(QualType Type, const Model &Model) const {
    Type = Type.getNonReferenceType();
    if (const TagDecl *Tag = Type->getAsTagDecl(); Tag && ResultTypes.matches(*Tag))
      return true;
    if (const auto *Builtin = Type->getAs<BuiltinType>();
        Builtin &&
        ResultTypes.matchesName(Builtin->getName(Model.Context.getPrintingPolicy())))
      return true;
    const auto *Alias = Type->getAs<TypedefType>();
    return Alias && ResultTypes.matches(*Alias->getDecl());
  }

  const NamePatterns ResultTypes;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeDiscardedResult(const CheckSetup &Setup) {
  return std::make_unique<DiscardedResultCheck>(Setup);
}

} // namespace async_checks
