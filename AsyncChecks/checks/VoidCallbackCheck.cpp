#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds callables that return a task and are handed to somebody who wants `void`.
class VoidCallbackCheck : public CallableCheck {
public:
  explicit VoidCallbackCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), SpawnWrapper(option("SpawnWrapper", "")) {}

private:
  bool looksAtInitialisers() const override { return true; }

  void examine(const Body &Callable, Model &Model) override {
    for (const Handover &Lost : Model.lostTasks(Callable)) {
      Finding Finding{beginOf(*Lost.Callable),
                      llvm::formatv("'{0}' drops the task that {1} returns: {2}", Lost.To,
                                    describe(*Lost.Callable),
                                    effectOfLoss(Model.Types.of(Lost.Result))),
                      wrap(*Lost.Callable, Callable, Model)};
      if (!Finding.Fix)
        Finding.Notes.push_back(
            {Finding.At,
             llvm::formatv("a callback that returns void starts the task itself: {0}",
                           advice(Lost.Result, Model)),
             {}});
      found(std::move(Finding));
    }
  }

  static std::string describe(const Expr &Callable) {
    const Expr *Named = &Callable;
    if (const auto *Address = dyn_cast<UnaryOperator>(Named))
      Named = written(Address->getSubExpr());
    const ValueDecl *Declared = nullptr;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Named))
      Declared = Reference->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(Named))
      Declared = Member->getMemberDecl();
    if (Declared)
      return llvm::formatv("'{0}'", Declared->getNameAsString());
    return isa<LambdaExpr>(Named) ? "this lambda" : "this callable";
  }

  static llvm::StringRef advice(QualType Task, Model &Model) {
    llvm::StringRef Advice = Model.Words.spawnAdvice(*Model.Types.record(Task));
    return Advice.empty() ? "hand it to what runs tasks here" : Advice;
  }

  /// `f` becomes `wrapper(f)`, where the wrapper that the user has set is in sight.
  std::optional<Edit> wrap(const Expr &Callable, const Body &In, Model &Model) const {
    Source Text(Model.Context);
    const NamedDecl *Wrapper = findNamed(Model.Context, SpawnWrapper);
    SourceRange Range = Callable.getSourceRange();
    // `std::move(f)` goes into the wrapper as a whole; `std::ref(f)` needs a variable.
    if (const auto *Call = dyn_cast_or_null<CallExpr>(In.writtenParent(Callable)))
      if (auto [Named, Given] = namedCall(*Call);
          Named && Given.size() == 1 && Model.Words.Binders.matches(*Named)) {
        if (!Call->isXValue())
          return std::nullopt;
        Range = Call->getSourceRange();
      }
    if (!Wrapper || !Text.isEditable(Range) ||
        Callable.getType()->isMemberPointerType() ||
        !Text.Sources.isBeforeInTranslationUnit(Wrapper->getLocation(), Range.getBegin()))
      return std::nullopt;
    Edit Wrap;
    Wrap.Changes.push_back(
        FixItHint::CreateInsertion(Range.getBegin(), SpawnWrapper + "("));
    Wrap.Changes.push_back(FixItHint::CreateInsertion(Text.endOf(Range.getEnd()), ")"));
    return Wrap;
  }

  const std::string SpawnWrapper;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeVoidCallback(const CheckSetup &Setup) {
  return std::make_unique<VoidCallbackCheck>(Setup);
}

} // namespace async_checks
