#include "CallableCheck.h"
#include "Checks.h"
#include "fix/SymmetricTransfer.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds `await_suspend`s that resume a coroutine instead of returning its handle, or
/// that touch their awaiter when another thread may run the coroutine already.
class ResumeInAwaitSuspendCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    std::vector<Resumption> Resumptions = findResumptions(Model, Callable);
    llvm::erase_if(Resumptions,
                   [](const Resumption &Each) { return !Each.IsOwn && !Each.IsLast; });
    std::optional<Edit> Fix;
    if (!Resumptions.empty())
      Fix = returnHandles(Model, Callable, Resumptions);
    for (const Resumption &Each : Resumptions) {
      Finding Finding{
          beginOf(*Each.Call),
          Each.IsOwn ? "the awaiting coroutine is resumed on top of this call: a loop "
                       "of such awaits overflows the stack, and the awaiter may be "
                       "gone when 'resume' returns"
                     : "the next coroutine is resumed on top of this call: a chain of "
                       "such awaits overflows the stack"};
      // One finding carries the fix for all.
      if (&Each == &Resumptions.front())
        Finding.Fix = Fix;
      if (!Fix)
        Finding.Notes.push_back(
            {Finding.At,
             "return the handle instead: it is resumed when this call is over",
             {}});
      found(std::move(Finding));
    }
    for (const AwaiterUse &Each : findAwaiterUses(Model, Callable))
      found({beginOf(*Each.Use),
             llvm::formatv("'{0}' is used when {1}",
                           cast<MemberExpr>(Each.Use)->getMemberDecl()->getName(),
                           Each.IsDestroyed
                               ? "the coroutine is destroyed, and this awaiter with it"
                               : "another thread may have resumed the coroutine already, "
                                 "and destroyed this awaiter with it"),
             {},
             {{beginOf(*Each.LetGo),
               Each.IsDestroyed ? "the coroutine is destroyed here"
                                : "the coroutine is handed over here",
               {}}}});
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeResumeInAwaitSuspend(const CheckSetup &Setup) {
  return std::make_unique<ResumeInAwaitSuspendCheck>(Setup);
}

} // namespace async_checks
