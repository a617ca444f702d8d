#include "CallableCheck.h"
#include "Checks.h"
#include "fix/Names.h"
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
    if (std::optional<Edit> Keep = keep(Lost, Model))
      Finding.Notes.push_back({Finding.At,
                               isObject(First)
                                   ? "an owner of the object, captured as well, keeps it"
                                   : "captured by value, it goes with the lambda",
                               *std::move(Keep)});
    return Finding;
  }

  static bool isObject(const LostCapture &Lost) { return Lost.Capture->capturesThis(); }

  static std::string nameOf(const LostCapture &Lost) {
    if (isObject(Lost))
      return "the object";
    if (!Lost.Variable)
      return "a temporary";
    // The object behind a structured binding has no name.
    const ValueDecl *Named = Lost.Variable;
    if (!Named->getIdentifier())
      Named = Lost.Capture->getCapturedVar();
    return llvm::formatv("'{0}'", Named->getName());
  }

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

  // --- The fix ---

  /// Has the lambda keep all that it refers to; nullopt if that takes more than a
  /// capture.
  static std::optional<Edit> keep(const LostContinuation &Lost, Model &Model) {
    Source Text(Model.Context);
    SourceRange Introducer = Lost.Lambda->getIntroducerRange();
    if (!Text.isEditable(Introducer))
      return std::nullopt;
    Edit Keep;
    std::string Added;
    for (const LostCapture &Each : Lost.Captures)
      if (isObject(Each) ? !addOwner(Lost, Text, Added)
                         : !addCopy(Each, *Lost.Lambda, Text, Keep, Added))
        return std::nullopt;
    if (!Added.empty())
      Keep.Changes.push_back(FixItHint::CreateInsertion(Introducer.getEnd(), Added));
    return Keep;
  }

  /// `[&x]` becomes `[x]`, and `[&]` `[&, x]`.
  static bool addCopy(const LostCapture &Lost, const LambdaExpr &Lambda,
                      const Source &Text, Edit &To, std::string &Added) {
    const LambdaCapture &Capture = *Lost.Capture;
    if (!Lost.MayBeCopied || Capture.isPackExpansion())
      return false;
    if (Capture.isImplicit()) {
      Added += llvm::formatv(", {0}", Lost.Variable->getName());
      return true;
    }
    SourceLocation Name = Capture.getLocation();
    size_t Ampersand = Text.text(Lambda.getBeginLoc(), Name).rfind('&');
    if (Lambda.getCaptureDefault() != LCD_None || Ampersand == llvm::StringRef::npos)
      return false;
    To.Changes.push_back(FixItHint::CreateRemoval(
        Source::chars(Lambda.getBeginLoc().getLocWithOffset(Ampersand), Name)));
    return true;
  }

  /// `[this]` becomes `[this, self = shared_from_this()]`.
  static bool addOwner(const LostContinuation &Lost, const Source &Text,
                       std::string &Added) {
    constexpr llvm::StringLiteral Name = "self";
    if (!Lost.Owner || !Lost.Owner->isInstance() ||
        identifiersIn(Text, Lost.Lambda->getSourceRange()).contains(Name))
      return false;
    bool IsOfTemplate = Lost.Lambda->getCallOperator()->isTemplateInstantiation();
    Added += llvm::formatv(", {0} = {1}{2}()", Name, IsOfTemplate ? "this->" : "",
                           Lost.Owner->getName());
    return true;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeContinuationCapture(const CheckSetup &Setup) {
  return std::make_unique<ContinuationCaptureCheck>(Setup);
}

} // namespace async_checks
