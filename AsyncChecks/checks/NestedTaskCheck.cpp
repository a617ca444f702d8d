#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "fix/AwaitExpr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks that come out of another task or a future, and that nobody awaits.
class NestedTaskCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const Expr *Dropped : Callable.Discarded)
      examineDropped(*Dropped, /*MayFix=*/true, Callable, Model);
    for (const DeclStmt *Declaration : Callable.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared))
          examineVariable(*Variable, Callable, Model);
  }

  void examineDropped(const Expr &Dropped, bool MayFix, const Body &Callable,
                      Model &Model) {
    const Expr *Whole = written(&Dropped);
    const Expr *Purpose = Model.droppedOnPurpose(*Whole);
    const Expr *Value = Purpose ? written(Purpose) : Whole;
    if (const auto *Await = dyn_cast<CoawaitExpr>(Value)) {
      examineAwait(*Await, *Whole, MayFix, Callable, Model);
    } else if (const auto *Call = dyn_cast<CallExpr>(Value)) {
      examineCall(*Call, Model);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(Value)) {
      if (Binary->getOpcode() == BO_Comma)
        examineDropped(*Binary->getRHS(), MayFix, Callable, Model);
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(Value)) {
      // Both arms have one type, which a fix of one would change.
      examineDropped(*Choice->getTrueExpr(), /*MayFix=*/false, Callable, Model);
      examineDropped(*Choice->getFalseExpr(), /*MayFix=*/false, Callable, Model);
    }
  }

  /// `co_await outer();`, where \p Whole is \p Await or drops it on purpose
  void examineAwait(const CoawaitExpr &Await, const Expr &Whole, bool MayFix,
                    const Body &Callable, Model &Model) {
    const TypeFacts &Facts = Model.Types.of(Await.getType());
    bool IsLazy = Facts.Starts == Start::Lazy;
    if (Await.isLValue() || !Facts.isTask() || Facts.DropHasMeaning ||
        Model.offloadBehind(Await, Callable))
      return;
    // An operation may well hand back a task that is complete, and one that has started
    // may be dropped on purpose.
    if (!IsLazy &&
        (&Whole != &Await || !Model.Types.of(Await.getOperand()->getType()).isTask()))
      return;
    Finding Finding{
        beginOf(Await),
        llvm::formatv("the task that this 'co_await' yields is discarded: {0}",
                      effectOfLoss(Facts))};
    bool IsInnermost =
        !Model.Types.of(Model.Types.yields(Await.getType(), false)).isTask();
    if (MayFix && IsInnermost)
      Finding.Fix = awaitExpr(Model, Callable, {&Whole, &Await});
    found(std::move(Finding));
  }

  /// `std::async(coroutine);`
  void examineCall(const CallExpr &Call, Model &Model) {
    QualType Task = Model.nestedTask(Call);
    if (Task.isNull())
      return;
    const FunctionDecl *Callee = Call.getDirectCallee();
    bool IsNamed = Callee && Callee->getIdentifier();
    found({beginOf(Call),
           llvm::formatv("the task inside the result of {0} is discarded: {1}",
                         IsNamed ? "'" + Callee->getNameAsString() + "'" : "this call",
                         effectOfLoss(Model.Types.of(Task))),
           {},
           {{beginOf(Call),
             llvm::formatv("it calls the coroutine, which only makes the task: {0}",
                           startAdvice(Task, Model)),
             {}}}});
  }

  /// `auto pending = std::async(coroutine);`, never mentioned again
  void examineVariable(const VarDecl &Variable, const Body &Callable, Model &Model) {
    if (!Variable.hasLocalStorage() || !Variable.getInit())
      return;
    const auto *Call = dyn_cast<CallExpr>(written(Variable.getInit()));
    if (Call && llvm::all_of(Callable.uses(Variable),
                             [&](const Expr *Use) { return Callable.leavesAlone(*Use); }))
      examineCall(*Call, Model);
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeNestedTask(const CheckSetup &Setup) {
  return std::make_unique<NestedTaskCheck>(Setup);
}

} // namespace async_checks
