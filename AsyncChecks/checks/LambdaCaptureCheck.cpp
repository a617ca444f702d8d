#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "Wording.h"
#include "fix/KeepCaptures.h"
#include "model/lifetime/Closures.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds coroutine lambdas whose captures are gone before the coroutine is done.
class LambdaCaptureCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  bool looksAtInitialisers() const override { return true; }

  void examine(const Body &Callable, Model &Model) override {
    for (const LostClosure &Lost : lostClosures(Callable, Model))
      found(describe(Lost, Model));
    for (const LostContinuation &Lost : lostStarts(Callable, Model))
      found(describe(Lost, Model));
  }

  static Finding describe(const LostClosure &Lost, Model &Model) {
    Finding Finding;
    Finding.At = Lost.Lambda->getBeginLoc();
    bool IsCoroutine = Model.bodyOf(*Lost.Lambda->getCallOperator()).Coroutine;
    Finding.Message = llvm::formatv(
        "the captures of this {0} belong to its closure, which {1}: {2} goes on with "
        "captures that are gone",
        IsCoroutine ? "coroutine" : "lambda", endOf(Lost.End),
        IsCoroutine ? "the coroutine" : "the task that it returns");
    if (IsCoroutine)
      Finding.Fix = takeClosure(Lost, Model);
    if (Lost.End != ClosureEnd::Expression)
      Finding.Notes.push_back({beginOf(*Lost.Call),
                               Lost.End == ClosureEnd::Scope
                                   ? "this task outlives the closure"
                                   : "the closure is handed over here",
                               {}});
    Finding.Notes.push_back(
        {beginOf(*Lost.Use),
         IsCoroutine ? "a capture is used here" : "the task refers to a capture by this",
         {}});
    if (IsCoroutine && !Finding.Fix)
      Finding.Notes.push_back({Finding.At,
                               "parameters are copied into the frame of the coroutine: "
                               "pass it what it captures",
                               {}});
    return Finding;
  }

  static Finding describe(const LostContinuation &Lost, Model &Model) {
    Finding Finding;
    Finding.At = Lost.Lambda->getBeginLoc();
    Finding.Message =
        llvm::formatv("{0} is gone while this coroutine runs on: nobody waits for it in "
                      "this scope",
                      nameOf(Lost.Captures.front()));
    Finding.Notes.push_back({beginOf(*Lost.To.By), "it is started here", {}});
    for (const LostCapture &Each : Lost.Captures)
      Finding.Notes.push_back({beginOf(*Each.Use), "a capture is used here", {}});
    if (std::optional<Edit> Keep = keepCaptures(Lost, Model))
      Finding.Notes.push_back(
          {Finding.At, "captured by value, it goes with the closure, which is kept",
           *std::move(Keep)});
    return Finding;
  }

  static llvm::StringRef endOf(ClosureEnd End) {
    switch (End) {
    case ClosureEnd::Expression:
      return "is destroyed at the end of this full expression";
    case ClosureEnd::Scope:
      return "is destroyed at the end of this scope";
    case ClosureEnd::Sink:
      return "is destroyed when the call is over";
    case ClosureEnd::Listener:
      return "is destroyed when the handler is removed";
    }
    llvm_unreachable("no such end");
  }

  /// `[x]() {` becomes `[x](this auto) {`: the frame keeps a copy of the closure.
  static std::optional<Edit> takeClosure(const LostClosure &Lost, Model &Model) {
    const LambdaExpr &Lambda = *Lost.Lambda;
    Source Text(Model.Context);
    SourceLocation Open = openingParen(Lambda);
    if (!compat::isCxx23(Text.Language) || Lambda.isMutable() || Open.isInvalid() ||
        !Text.isEditable({Lambda.getBeginLoc(), Open}) ||
        !llvm::all_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
          return canKeep(Capture, Model);
        }))
      return std::nullopt;
    bool IsFirst = Lambda.getCallOperator()->getNumParams() == 0;
    Edit Take;
    Take.Changes.push_back(FixItHint::CreateInsertion(
        Text.endOf(Open), IsFirst ? "this auto" : "this auto, "));
    return Take;
  }

  static SourceLocation openingParen(const LambdaExpr &Lambda) {
    FunctionTypeLoc Type = Lambda.getCallOperator()->getFunctionTypeLoc();
    return Lambda.hasExplicitParameters() && Type ? Type.getLParenLoc()
                                                  : SourceLocation();
  }

  /// Whether a copy of the closure holds all that \p Capture does.
  static bool canKeep(const LambdaCapture &Capture, Model &Model) {
    if (Capture.capturesThis())
      return true;
    if (!Capture.capturesVariable() || Capture.getCaptureKind() == LCK_ByRef)
      return false;
    const TypeFacts &Facts = Model.Types.of(Capture.getCapturedVar()->getType());
    return !Facts.IsImmovable && !Facts.IsMoveOnly;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeLambdaCapture(const CheckSetup &Setup) {
  return std::make_unique<LambdaCaptureCheck>(Setup);
}

} // namespace async_checks
