#include "CallableCheck.h"
#include "Checks.h"
#include "model/tasks/Concurrency.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks that are started all at once, as many as the data has elements.
class UnboundedConcurrencyCheck : public CallableCheck {
public:
  explicit UnboundedConcurrencyCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), MaxConcurrency(option("MaxConcurrency", 16u)) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const Burst &Burst : unlimitedBursts(Model, Callable))
      found(describe(Burst, Callable, Model));
  }

  Finding describe(const Burst &Burst, const Body &Callable, Model &Model) const {
    std::string Starter = Burst.Starter->getNameAsString();
    Finding Finding{beginOf(*Burst.At),
                    llvm::formatv("'{0}' starts {1} at once: nothing limits how many "
                                  "run together",
                                  Starter, howMany(*Burst.Data))};
    if (Burst.Loop && !Callable.isWithin(*Burst.At, *Burst.Loop))
      Finding.Notes.push_back(
          {beginOf(*Burst.Loop), "the tasks are collected in this loop", {}});
    if (std::optional<Edit> Bounded = limit(Burst, Model))
      Finding.Notes.push_back(
          {Finding.At, llvm::formatv("run at most {0} of them at a time", MaxConcurrency),
           std::move(*Bounded)});
    else
      Finding.Notes.push_back({Finding.At,
                               "let each task wait for a semaphore first, or start a "
                               "fixed number at a time",
                               {}});
    return Finding;
  }

  static std::string howMany(const Expr &Data) {
    const ValueDecl *Named = nullptr;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(&Data))
      Named = Reference->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(&Data))
      Named = Member->getMemberDecl();
    std::string Name = Named ? "'" + Named->getNameAsString() + "'" : "";
    if (Data.getType()->isIntegerType())
      return "as many tasks as " + Name + " says";
    return "a task for each element" + (Named ? " of " + Name : "");
  }

  /// The call of the library's bounded form, if it has one that the unit has seen.
  std::optional<Edit> limit(const Burst &Burst, Model &Model) const {
    Source Text(Model.Context);
    llvm::StringRef Form = Model.Words.boundedForm(*Burst.Starter);
    bool IsSeen =
        !Form.empty() &&
        findNamed(Model.Context, Form.take_until([](char Each) { return Each == '('; }));
    if (!IsSeen || !Text.isEditable(Burst.At->getSourceRange()))
      return std::nullopt;
    std::string Written;
    unsigned Used = 0;
    while (!Form.empty()) {
      auto [Before, After] = Form.split('$');
      Written += Before;
      Form = After.drop_front(!After.empty());
      if (After.empty())
        break;
      if (After.front() == 'n') {
        Written += std::to_string(MaxConcurrency);
        continue;
      }
      unsigned Index = After.front() - '1';
      if (Index >= Burst.Arguments.size() ||
          !Text.isEditable(Burst.Arguments[Index]->getSourceRange()))
        return std::nullopt;
      Written += Text.text(Burst.Arguments[Index]->getSourceRange());
      ++Used;
    }
    // The bounded form has the same arguments, and one more.
    if (Used != Burst.Arguments.size())
      return std::nullopt;
    Edit Fix;
    Fix.Changes.push_back(
        FixItHint::CreateReplacement(Burst.At->getSourceRange(), Written));
    return Fix;
  }

  const unsigned MaxConcurrency;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeUnboundedConcurrency(const CheckSetup &Setup) {
  return std::make_unique<UnboundedConcurrencyCheck>(Setup);
}

} // namespace async_checks
