#include "CallableCheck.h"
#include "Checks.h"
#include "fix/AwaitExpr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds work that a coroutine hands to another thread only to wait for a task there.
class NeedlessOffloadCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const CallExpr *Call : Callable.Calls)
      if (std::optional<Offload> Work = Model.offload(*Call, Callable))
        found({beginOf(*Call),
               llvm::formatv(Work->Waits
                                 ? "'{0}' takes a thread that does nothing but wait for "
                                   "a task, which this coroutine can await"
                                 : "what '{0}' runs elsewhere only makes the task, which "
                                   "runs where this coroutine awaits it",
                             namedCall(*Call).Name->getNameAsString()),
               awaitDirectly(*Work, Callable, Model)});
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
