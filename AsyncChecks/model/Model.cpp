#include "model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// Whether \p Coroutine, which returns \p Result, is a generator that awaits nothing.
static bool onlyYields(const Body &Coroutine, const TypeFacts &Result) {
  return Result.IsGenerator && Result.Awaits == Awaitable::No &&
         llvm::all_of(Coroutine.Suspensions, [](const Suspension &Each) {
           return isa<CoyieldExpr>(Each.Keyword);
         });
}

const Body &Model::bodyOf(const FunctionDecl &Function) {
  auto &Slot = Bodies[&Function];
  if (!Slot) {
    Slot = std::make_unique<Body>(Function);
    const TypeFacts &Result = Types.of(Function.getReturnType());
    Slot->IsSynchronous =
        Slot->Coroutine && (Result.ShortCircuits || onlyYields(*Slot, Result));
    if (!Slot->Coroutine && Slot->Returns.empty() && Result.isTask())
      Slot->MissingPromise = Result.Promise;
  }
  return *Slot;
}

const Flow &Model::flowOf(const Body &Of) {
  auto &Slot = Flows[&Of];
  if (!Slot)
    Slot = std::make_unique<Flow>(Of, Context, exceptions().throwers(Of));
  return *Slot;
}

const Uses &Model::uses() {
  if (!UnitUses)
    UnitUses = std::make_unique<Uses>(*this);
  return *UnitUses;
}

const Blocking &Model::blocking() {
  if (!UnitBlocking)
    UnitBlocking = std::make_unique<Blocking>(*this);
  return *UnitBlocking;
}

bool Model::keepsDatabaseInMemory() {
  if (!KeepsDatabaseInMemory)
    KeepsDatabaseInMemory = namesDatabaseInMemory(*this);
  return *KeepsDatabaseInMemory;
}

const Reach &Model::reach() {
  if (!UnitReach)
    UnitReach = std::make_unique<Reach>(*this);
  return *UnitReach;
}

Cancellations &Model::cancellations() {
  if (!UnitCancellations)
    UnitCancellations = std::make_unique<Cancellations>(*this);
  return *UnitCancellations;
}

std::optional<BlockingWait> Model::wait(const CallExpr &Call) {
  return findWait(*this, Call);
}

bool Model::waits(const CallExpr &Call, const Body &In) {
  std::optional<BlockingWait> Wait = wait(Call);
  return Wait && !isPromptWait(*this, *Wait);
}

std::optional<BlockingWait> Model::blockingWait(const CallExpr &Call, const Body &In) {
  return findBlockingWait(*this, Call, In);
}

bool Model::isBlockingWait(const FunctionDecl &Function) {
  if (Words.BlockingWaits.matches(Function) || Words.ListedWaits.matches(Function))
    return true;
  if (isWaitFunction(Function))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method)
    return Words.WaitFunctions.matches(Function);
  return Words.WaitMembers.matches(Function) &&
         Types.of(*Method->getParent()).Awaits != Awaitable::No;
}

bool Model::isWaitFunction(const FunctionDecl &Function) {
  auto [Known, IsNew] = WaitFunctions.try_emplace(Function.getCanonicalDecl(), false);
  if (!IsNew)
    return Known->second;
  bool Waits = waitsForTask(*this, Function); // may ask about others
  return WaitFunctions[Function.getCanonicalDecl()] = Waits;
}

bool Model::returnsTask(const CallExpr &Call) {
  if (!Call.isPRValue())
    return false;
  const TypeFacts &Facts = Types.of(Call.getType());
  const NamedDecl *Named = namedCall(Call).Name;
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Facts.isTask() && !Facts.DropHasMeaning &&
         !(Named && Words.DropMeans.matches(*Named)) &&
         !(Callee && takings().shares(*Callee));
}

QualType Model::nestedTask(const CallExpr &Call) { return findNestedTask(*this, Call); }

std::optional<Offload> Model::offload(const CallExpr &Call, const Body &In) {
  return findOffload(*this, Call, In);
}

std::optional<Offload> Model::offloadBehind(const Expr &Wait, const Body &In) {
  return findOffloadBehind(*this, Wait, In);
}

bool Model::endsAtOnce(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Types.of(Call.getType()).Starts != Start::Eager)
    return false;
  // The program is asked both, whatever it answers to the first.
  bool MayFail = UnitExceptions.mayFail(Call);
  return UnitUninterrupted.contains(*Callee) && !MayFail;
}

const Expr *Model::droppedOnPurpose(const Expr &Dropped) const {
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(&Dropped))
    return Cast->getType()->isVoidType() ? Cast->getSubExpr() : nullptr;
  const auto *Assign = dyn_cast<CXXOperatorCallExpr>(&Dropped);
  if (!Assign || Assign->getOperator() != OO_Equal)
    return nullptr;
  const auto *Target = dyn_cast<DeclRefExpr>(written(Assign->getArg(0)));
  return Target && Words.Discards.matches(*Target->getDecl()) ? Assign->getArg(1)
                                                              : nullptr;
}

std::vector<Reuse> Model::reuses(const Body &In) { return findReuses(*this, In); }

std::vector<Handover> Model::lostTasks(const Body &In) {
  return findLostTasks(*this, In);
}

bool Model::isSyncEntryPoint(const FunctionDecl &Function) const {
  return Function.isMain() || Words.SyncEntryPoints.matches(Function) ||
         isTestBody(Function, *this);
}

} // namespace async_checks
