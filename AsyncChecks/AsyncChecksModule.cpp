// Registers the checks with the clang-tidy that loads the module.

#include "Checks.h"
#include "Compat.h"
#include "HostGuard.h"
#include "clang-tidy/ClangTidyModule.h"
#include <map>
#include <mutex>

using namespace clang::tidy;

namespace async_checks {

namespace {

/// Hands the checks of one translation unit the same model. An editor runs several units
/// at once, so the units are told apart by their context; each model dies with the last
/// check that holds it.
class Models {
public:
  std::shared_ptr<SharedModel> of(ClangTidyContext &Context) {
    std::lock_guard Lock(Mutex);
    std::erase_if(Units, [](const auto &Unit) { return Unit.second.expired(); });
    std::weak_ptr<SharedModel> &Slot = Units[&Context];
    std::shared_ptr<SharedModel> Model = Slot.lock();
    if (!Model)
      Slot = Model = std::make_shared<SharedModel>(Context);
    return Model;
  }

private:
  std::mutex Mutex;
  std::map<ClangTidyContext *, std::weak_ptr<SharedModel>> Units;
};

class AsyncChecksModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    auto Shared = std::make_shared<Models>();
    auto Register = [&](llvm::StringRef Name, auto Make) {
      Factories.registerCheckFactory(
          ("async-" + Name).str(),
          [Shared, Make](llvm::StringRef CheckName, ClangTidyContext *Context) {
            return Make(CheckSetup{CheckName, Context, Shared->of(*Context)});
          });
    };
#define CHECK(Class, Name) Register(Name, make##Class);
#include "Checks.def"
#undef CHECK
  }
};

/// Registered unless the host is of another LLVM, whose classes are laid out differently.
struct Registration {
  Registration() {
    if (hostFits())
      static ClangTidyModuleRegistry::Add<AsyncChecksModule> Add(
          "async-checks", "Finds and repairs mistakes in asynchronous C++.");
  }
} Register;

} // namespace

} // namespace async_checks
