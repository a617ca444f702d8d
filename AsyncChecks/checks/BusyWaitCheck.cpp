#include "CallableCheck.h"
#include "Checks.h"
#include "model/waiting/BusyWaits.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds loops in coroutines that only wait for somebody else, and look again and again.
class BusyWaitCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    std::vector<BusyWait> Waits = findBusyWaits(Model, Callable);
    if (Waits.empty() || isLeftAloneAsTest(Callable.Function, Model))
      return;
    for (const BusyWait &Each : Waits)
      found({beginOf(*Each.Loop),
             "this loop only waits for somebody else: each round is a wake-up for "
             "nothing, and the last one comes late",
             {},
             {{beginOf(*Each.Pause->Keyword), advice(Callable, Model), {}}}});
  }

  static std::string advice(const Body &Callable, Model &Model) {
    const CXXRecordDecl *Task = Model.Types.record(Callable.Function.getReturnType());
    llvm::StringRef Event = Task ? Model.Words.eventAdvice(*Task) : llvm::StringRef();
    if (Event.empty())
      return "await an event that whoever changes the condition sets";
    return llvm::formatv("await an event that whoever changes the condition sets: '{0}'",
                         Event);
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeBusyWait(const CheckSetup &Setup) {
  return std::make_unique<BusyWaitCheck>(Setup);
}

} // namespace async_checks
