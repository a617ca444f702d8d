#include "model/Model.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace async_checks {

const Body &Model::bodyOf(const FunctionDecl &Function) {
  auto &Slot = Bodies[&Function];
  if (!Slot) {
    Slot = std::make_unique<Body>(Function);
    if (!Slot->Coroutine && Slot->Returns.empty())
      if (const TypeFacts &Result = Types.of(Function.getReturnType()); Result.isTask())
        Slot->MissingPromise = Result.Promise;
  }
  return *Slot;
}

const Uses &Model::uses() {
  if (!UnitUses)
    UnitUses = std::make_unique<Uses>(*this);
  return *UnitUses;
}

std::optional<BlockingWait> Model::blockingWait(const CallExpr &Call, const Body &In) {
  return findBlockingWait(*this, Call, In);
}

std::vector<Handover> Model::lostTasks(const Body &In) {
  return findLostTasks(*this, In);
}

bool Model::isSyncEntryPoint(const FunctionDecl &Function) const {
  if (Function.isMain() || Words.SyncEntryPoints.matches(Function) ||
      Words.TestBases.matches(Function))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->hasDefinition())
    return false;
  return !Method->getParent()->forallBases(
      [this](const CXXRecordDecl *Base) { return !Words.TestBases.matches(*Base); });
}

} // namespace async_checks
