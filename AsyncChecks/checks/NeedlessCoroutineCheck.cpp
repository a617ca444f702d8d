#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "fix/TaskReturns.h"
#include "model/tasks/Needless.h"
#include "model/tasks/TaskTypes.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds coroutines that await nothing, and whose callers could have the value at once.
class NeedlessCoroutineCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    if (!isNeedlessCoroutine(Model, Callable) ||
        Source(Model.Context).hasDirective(Callable.Function.getSourceRange()))
      return;
    Finding Finding{compat::nameLocation(Callable.Function),
                    llvm::formatv("{0} awaits nothing: it costs a frame and a "
                                  "suspension, and an ordinary function would do",
                                  describeCoroutine(Callable.Function))};
    const CXXRecordDecl &Task = *Callable.Function.getReturnType()->getAsCXXRecordDecl();
    llvm::StringRef Form =
        Model.Words.readyForm(Task, /*HasValue=*/!isVoidInstance(Task, Model));
    if (!Form.empty())
      Finding.Notes.push_back(
          {Finding.At,
           llvm::formatv("if it has to return a task, one that is complete does: '{0}'",
                         readyTask(Form, Task, Model)),
           returnReady(Model, Callable, Form).value_or(Edit())});
    found(std::move(Finding));
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeNeedlessCoroutine(const CheckSetup &Setup) {
  return std::make_unique<NeedlessCoroutineCheck>(Setup);
}

} // namespace async_checks
