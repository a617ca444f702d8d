#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "fix/KeepCaptures.h"
#include "model/lifetime/Continuations.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds lambdas that are called later, when what they have captured is gone.
class ContinuationCaptureCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  bool looksAtLambdasAnywhere() const override { return true; }

  void examine(const Body &Callable, Model &Model) override {
    for (const LostContinuation &Lost : lostContinuations(Callable, Model))
      found(describe(Lost, Model));
  }

  static Finding describe(const LostContinuation &Lost, Model &Model) {
    const LostCapture &First = Lost.Captures.front();
    Finding Finding;
    Finding.At = Lost.Lambda->getBeginLoc();
    Finding.Message =
        llvm::formatv("{0} {1} gone when this lambda is called: {2}", nameOf(First),
                      isObject(First) ? "may be" : "is",
                      isObject(First) ? "nothing keeps it until then" : endOf(Lost.End));
    Finding.Notes.push_back({beginOf(*Lost.To.By), "it is handed over here", {}});
    for (const LostCapture &Each : Lost.Captures)
      Finding.Notes.push_back({beginOf(*Each.Use), "it is used here", {}});
    if (std::optional<Edit> Keep = keepCaptures(Lost, Model))
      Finding.Notes.push_back({Finding.At,
                               isObject(First)
                                   ? "an owner of the object, captured as well, keeps it"
                                   : "captured by value, it goes with the lambda",
                               *std::move(Keep)});
    return Finding;
  }

  static bool isObject(const LostCapture &Lost) { return Lost.Capture->capturesThis(); }

  static llvm::StringRef endOf(HandleEnd End) {
    switch (End) {
    case HandleEnd::Returned:
      return "what is returned goes on without this scope";
    case HandleEnd::Kept:
      return "it is put where it outlives this scope";
    default:
      return "nobody waits for the call in this scope";
    }
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeContinuationCapture(const CheckSetup &Setup) {
  return std::make_unique<ContinuationCaptureCheck>(Setup);
}

} // namespace async_checks
