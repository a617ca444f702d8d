#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks and futures whose one result is awaited or waited for a second time.
class MultipleAwaitCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const Reuse &Each : Model.reuses(Callable))
      if (!isReportedAsWait(Each, Callable, Model))
        found(describe(Each, Model));
  }

  /// In a coroutine, a wait that parks the thread is another check's.
  static bool isReportedAsWait(const Reuse &Reuse, const Body &Callable, Model &Model) {
    const auto *Call = dyn_cast<CallExpr>(Reuse.Second);
    return Call && Callable.isCoroutine() && !Model.isSyncEntryPoint(Callable.Function) &&
           Model.blockingWait(*Call, Callable);
  }

  static Finding describe(const Reuse &Reuse, Model &Model) {
    QualType Type = Reuse.Variable->getType();
    llvm::StringRef Kind = kindOf(Type, Model);
    bool IsRepeated = Reuse.First == Reuse.Second;
    llvm::StringRef When = IsRepeated ? "again in the next round of the loop"
                           : Model.Types.of(Type).IsSingleShot
                               ? "after its result was taken"
                               : "after its result was moved out";
    std::string Why = Model.Types.of(Type).IsSingleShot
                          ? llvm::formatv("the {0} hands out its result once, and ", Kind)
                          : std::string();
    Finding Finding;
    Finding.At = beginOf(*Reuse.Second);
    Finding.Message = llvm::formatv("'{0}' is {1} {2}: {3}nothing is left {4}",
                                    Reuse.Variable->getName(), verb(Reuse.SecondIs), When,
                                    Why, IsRepeated ? "by then" : "here");
    if (IsRepeated)
      Finding.Notes.push_back(
          {Reuse.Variable->getLocation(),
           llvm::formatv("the {0} is made once, before the loop", Kind),
           {}});
    else
      Finding.Notes.push_back({beginOf(*Reuse.First),
                               llvm::formatv("it is {0} here first", verb(Reuse.FirstIs)),
                               {}});
    return Finding;
  }

  static llvm::StringRef verb(Consumption How) {
    switch (How) {
    case Consumption::None:
      return "used";
    case Consumption::Await:
      return "awaited";
    case Consumption::Wait:
      return "waited for";
    }
    llvm_unreachable("no such consumption");
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeMultipleAwait(const CheckSetup &Setup) {
  return std::make_unique<MultipleAwaitCheck>(Setup);
}

} // namespace async_checks
