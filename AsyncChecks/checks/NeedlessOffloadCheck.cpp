#include "CallableCheck.h"
#include "Checks.h"
#include "fix/AwaitExpr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds work that is handed to another thread only to wait for a task there.
class NeedlessOffloadCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const CallExpr *Call : Callable.Calls)
      if (std::optional<Offload> Work = Model.offload(*Call, Callable))
        found({beginOf(*Call),
               llvm::formatv(message(*Work, Callable),
                             namedCall(*Call).Name->getNameAsString()),
               Callable.isCoroutine() ? awaitDirectly(*Work, Callable, Model)
                                      : waitDirectly(*Work, Callable, Model)});
  }

  static const char *message(const Offload &Work, const Body &Callable) {
    if (!Callable.isCoroutine())
      return "'{0}' takes a thread that does nothing but wait for a task, for which this "
             "function can wait itself";
    return Work.Waits ? "'{0}' takes a thread that does nothing but wait for a task, "
                        "which this coroutine can await"
                      : "what '{0}' runs elsewhere only makes the task, which runs where "
                        "this coroutine awaits it";
  }

  /// `sync_wait(f())` in the place of all that hands the wait out and waits for that.
  static std::optional<Edit> waitDirectly(const Offload &Work, const Body &Callable,
                                          Model &Model) {
    const Source Written(Model.Context);
    if (!Work.Wait || !Written.isEditable(Work.Wait->getSourceRange()) ||
        !Written.isEditable(Work.Whole->getSourceRange()))
      return std::nullopt;
    bool IsDropped = Callable.isDiscarded(*Work.Whole);
    if (!IsDropped &&
        (!Work.Wait->isPRValue() || !Model.Context.hasSameUnqualifiedType(
                                        Work.Whole->getType(), Work.Wait->getType())))
      return std::nullopt;
    if (Work.Kept)
      return waitInVariable(Work, Callable, IsDropped, Written);
    if (losesComments(*Work.Whole, *Work.Wait, Written))
      return std::nullopt;
    Edit Result;
    Result.Changes.push_back(FixItHint::CreateReplacement(
        Work.Whole->getSourceRange(), Written.text(Work.Wait->getSourceRange())));
    return Result;
  }

  /// The variable keeps the result instead of what hands it out.
  static std::optional<Edit> waitInVariable(const Offload &Work, const Body &Callable,
                                            bool IsDropped, const Source &Written) {
    bool IsOnlyReturned =
        isa_and_nonnull<ReturnStmt>(Callable.writtenParent(*Work.Whole));
    if (IsDropped || !IsOnlyReturned || Work.Wait->getType()->isVoidType() ||
        Callable.uses(*Work.Kept).size() != 1 || !isDeducedValue(*Work.Kept) ||
        losesComments(*Work.Call, *Work.Wait, Written) ||
        !Written.isEditable(Work.Call->getSourceRange()))
      return std::nullopt;
    Edit Result;
    Result.Changes.push_back(FixItHint::CreateReplacement(
        Work.Call->getSourceRange(), Written.text(Work.Wait->getSourceRange())));
    Result.Changes.push_back(
        FixItHint::CreateReplacement(Work.Whole->getSourceRange(), Work.Kept->getName()));
    return Result;
  }

  static bool isDeducedValue(const VarDecl &Variable) {
    QualType Type = Variable.getType();
    return Type->getContainedAutoType() && !Type->isReferenceType() &&
           !Type.isConstQualified();
  }

  /// Whether \p Outer has comments that \p Inner, a part of it, has not.
  static bool losesComments(const Expr &Outer, const Expr &Inner, const Source &Written) {
    return !Written.comments(beginOf(Outer), beginOf(Inner)).empty() ||
           !Written
                .comments(Written.endOf(Inner.getEndLoc()),
                          Written.endOf(Outer.getEndLoc()))
                .empty();
  }

  /// `co_await f()` in the place of all that hands the task out and waits.
  static std::optional<Edit> awaitDirectly(const Offload &Work, const Body &Callable,
                                           Model &Model) {
    if (!Work.Whole || !Work.Task || !keepsValue(Work, Callable, Model))
      return std::nullopt;
    return awaitExpr(Model, Callable,
                     {.Whole = Work.Whole,
                      .Operand = Work.Task,
                      .Type = Work.Type,
                      .Call = Work.TaskIsMade});
  }

  /// Whether the value of a `co_await` can stand where the result of the work stood.
  static bool keepsValue(const Offload &Work, const Body &Callable, Model &Model) {
    const Expr &Whole = *Work.Whole;
    if (Callable.isDiscarded(Whole))
      return true;
    bool IsLvalue = !Work.TaskIsMade && Work.Task->isLValue();
    return sameValue(Model.Context, Model.Types.yields(Work.Type, IsLvalue),
                     Whole.getType());
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeNeedlessOffload(const CheckSetup &Setup) {
  return std::make_unique<NeedlessOffloadCheck>(Setup);
}

} // namespace async_checks
