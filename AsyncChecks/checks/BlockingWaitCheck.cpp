#include "CallableCheck.h"
#include "Checks.h"
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
        found(describe(*Wait, *Call, Callable, Model));
  }

  static Finding describe(const BlockingWait &Wait, const CallExpr &Call,
                          const Body &Callable, Model &Model) {
    QualType Awaited = awaitedType(Wait);
    const TypeFacts &Facts = Model.Types.of(Awaited);
    Finding Finding;
    Finding.At = beginOf(Call);
    Finding.Message = llvm::formatv(
        "'{0}' blocks the thread that runs this coroutine until the {1} completes",
        calleeName(Call), Facts.isTask() ? "task" : kindOf(Awaited));
    if (mayReplace(Wait, Call, Callable, Model))
      Finding.Fix =
          awaitExpr(Model, Callable, {Wait.Whole, Wait.Awaited, Wait.ThroughPointer});
    if (Finding.Fix)
      return Finding;

    const CXXRecordDecl *Record = Model.Types.record(Awaited);
    if (Record && !Model.Types.canAwait(Callable.promise(), Awaited))
      Finding.Notes.push_back(
          {Finding.At,
           llvm::formatv("'{0}' cannot be awaited here: let the work return a task, or "
                         "resume the coroutine from a completion callback",
                         qualifiedName(*Record)),
           {}});
    return Finding;
  }

  static QualType awaitedType(const BlockingWait &Wait) {
    if (!Wait.ThroughPointer)
      return Wait.Awaited->getType();
    return cast<CXXMemberCallExpr>(Wait.Whole)->getObjectType();
  }

  static llvm::StringRef kindOf(QualType Type) {
    const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
    bool IsFuture =
        Record &&
        llvm::StringRef(Record->getNameAsString()).contains_insensitive("future");
    return IsFuture ? "future" : "operation";
  }

  /// Whether the value of a `co_await` can stand where the value of the wait stood.
  static bool mayReplace(const BlockingWait &Wait, const CallExpr &Call,
                         const Body &Callable, Model &Model) {
    if (Wait.IsTimed)
      return false;
    bool IsLvalue = Wait.ThroughPointer || Wait.Awaited->isLValue();
    QualType Yield = Model.Types.yields(awaitedType(Wait), IsLvalue);
    if (!sameValue(Model.Context, Yield, Call.getType())) {
      // A member that hands back nothing leaves the value in the task for later.
      bool IsMember = isa<CXXMemberCallExpr>(Call);
      return !IsMember && Callable.isDiscarded(Call);
    }
    if (!Call.isLValue() || Yield->isLValueReferenceType())
      return true;
    // A reference into the task becomes a value: right unless it is bound.
    const Stmt *Around = Callable.parent(Call);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around);
    return Callable.isDiscarded(Call) || isa_and_nonnull<CXXConstructExpr>(Around) ||
           (Cast && Cast->getCastKind() == CK_LValueToRValue);
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeBlockingWait(const CheckSetup &Setup) {
  return std::make_unique<BlockingWaitCheck>(Setup);
}

} // namespace async_checks
