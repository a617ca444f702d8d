#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "fix/AwaitExpr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds calls in coroutines that park the thread until a task or future completes.
class BlockingWaitCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    if (!Callable.isCoroutine() || Model.isSyncEntryPoint(Callable.Function))
      return;
    for (const CallExpr *Call : Callable.Calls)
      if (std::optional<BlockingWait> Wait = Model.blockingWait(*Call, Callable);
          Wait && !Model.offloadBehind(*Call, Callable))
        found(describe(*Wait, Callable, Model));
  }

  static Finding describe(const BlockingWait &Wait, const Body &Callable, Model &Model) {
    QualType Awaited = Wait.awaitedType();
    Finding Finding;
    Finding.At = beginOf(*Wait.Whole);
    Finding.Message = llvm::formatv(
        "'{0}' blocks the thread that runs this coroutine until the {1} completes",
        calleeName(*Wait.Whole), kindOf(Awaited, Model));
    Finding.Fix = awaitInstead(Model, Callable, Wait);
    if (Finding.Fix)
      return Finding;

    const CXXRecordDecl *Record = Model.Types.record(Awaited);
    if (Record && !mayAwait(Awaited, *Record, Callable, Model))
      Finding.Notes.push_back(
          {Finding.At,
           llvm::formatv("'{0}' cannot be awaited here: let the work return a task, or "
                         "resume the coroutine from a completion callback",
                         qualifiedName(*Record)),
           {}});
    return Finding;
  }

  /// Whether \p Callable can await \p Type, a \p Record, as far as anybody knows: its
  /// library may have ways for what its own coroutines await.
  static bool mayAwait(QualType Type, const CXXRecordDecl &Record, const Body &Callable,
                       Model &Model) {
    const CXXRecordDecl *Task = Model.Types.record(Callable.Function.getReturnType());
    const Library *Library = Vocabulary::libraryOf(Record);
    return Model.Types.canAwait(Callable.promise(), Type) ||
           Model.Types.hasAwaitOperator(Record) ||
           (Library && Task && Library == Vocabulary::libraryOf(*Task));
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeBlockingWait(const CheckSetup &Setup) {
  return std::make_unique<BlockingWaitCheck>(Setup);
}

} // namespace async_checks
