#include "CallableCheck.h"
#include "Checks.h"
#include "fix/Unlock.h"
#include "model/suspension/Locks.h"
#include "model/suspension/Suspensions.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds locks that a coroutine holds while it is suspended.
class LockAcrossAwaitCheck : public CallableCheck {
public:
  explicit LockAcrossAwaitCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), HostileTypes(hostileTypes(option("HostileTypes", ""))) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const HeldLock &Each : heldLocks(Model, Callable, HostileTypes)) {
      Finding Finding{at(Each), describe(Each, Callable, Model),
                      unlockBeforeAwait(Model, Callable, Each)};
      Finding.Notes.push_back({beginOf(*Each.Across->Keyword),
                               "the coroutine is suspended here and still holds it",
                               {}});
      found(std::move(Finding));
    }
  }

  static SourceLocation at(const HeldLock &Held) {
    return Held.Guard ? Held.Guard->getLocation() : beginOf(*Held.Taken);
  }

  static std::string describe(const HeldLock &Held, const Body &Callable, Model &Model) {
    std::string What = "this temporary object";
    if (Held.Guard)
      What = llvm::formatv("'{0}'", Held.Guard->getNameAsString());
    else if (const auto *Call = dyn_cast<CallExpr>(Held.Taken);
             Call && Call->getDirectCallee())
      What = llvm::formatv("what '{0}' locks", calleeName(*Call));
    if (Held.Hostile)
      return llvm::formatv("{0} lives on while the coroutine is suspended: {1}", What,
                           Held.Hostile->Reason);
    bool IsByHand = !Held.Guard && !isa<CXXConstructExpr>(Held.Taken);
    return llvm::formatv(
        "{0} {1} locked while the coroutine is suspended: {2}", What,
        IsByHand ? "stays" : "keeps a mutex",
        mayChangeThread(Callable, Model)
            ? "whoever wants it blocks a thread meanwhile, and to unlock it on another "
              "thread than this one is undefined behaviour"
            : "whoever wants it meanwhile blocks the thread that has to resume the "
              "coroutine");
  }

  /// Reads `type=reason;type=reason`.
  std::deque<HostileType> hostileTypes(const std::string &List) {
    std::deque<HostileType> All;
    for (llvm::StringRef Item : listItems(List)) {
      auto [Pattern, Reason] = Item.split('=');
      HostileType &Each = All.emplace_back();
      std::vector<std::string> Errors = Each.Types.add(Pattern);
      if (Pattern.trim().empty() || Reason.trim().empty())
        Errors.push_back("expected 'type=reason'");
      for (const std::string &Why : Errors)
        rejectOption("HostileTypes", Item, Why);
      Each.Reason = Reason.trim().str();
    }
    return All;
  }

  const std::deque<HostileType> HostileTypes;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeLockAcrossAwait(const CheckSetup &Setup) {
  return std::make_unique<LockAcrossAwaitCheck>(Setup);
}

} // namespace async_checks
