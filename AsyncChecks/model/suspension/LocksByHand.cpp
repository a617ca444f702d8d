#include "model/suspension/LocksByHand.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool isAlwaysHeld(const Suspension &At, const Flow::Marks &Takes,
                  const Flow::Marks &Releases, const Flow &Flow) {
  Flow::Marks Changes = Releases;
  Changes.insert(Takes.begin(), Takes.end());
  Flow::Arrivals Last = Flow.before(*At.Keyword, Changes);
  return !Last.IsOpen &&
         llvm::all_of(Last.Nodes, [&](const Stmt *Each) { return Takes.contains(Each); });
}

namespace {

class HandFinder {
public:
  HandFinder(Model &Unit, const Body &In, llvm::ArrayRef<const Suspension *> Suspensions,
             std::vector<HeldLock> &Found)
      : Unit(Unit), In(In), Suspensions(Suspensions), Found(Found) {}

  void find() {
    llvm::SmallVector<ByHand, 4> All;
    for (const CallExpr *Call : In.Calls)
      if (std::optional<ByHand> Each = lockedByHand(*Call);
          Each && Each->Object.isKnown())
        All.push_back(*Each);
    for (const ByHand &Lock : All)
      if (Lock.Locks)
        examineByHand(Lock, All);
  }

private:
  struct ByHand {
    const CallExpr *Call;
    Place Object;
    bool Locks;
  };

  std::optional<ByHand> lockedByHand(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return std::nullopt;
    if (Call.getNumArgs() != 0 && !isa<CXXMemberCallExpr>(Call)) {
      bool Locks = Unit.Words.LockCalls.matches(*Callee);
      if (!Locks && !Unit.Words.UnlockCalls.matches(*Callee))
        return std::nullopt;
      const Expr *Pointer = written(Call.getArg(0));
      const auto *Address = dyn_cast<UnaryOperator>(Pointer);
      return ByHand{&Call,
                    Address && Address->getOpcode() == UO_AddrOf
                        ? placeOf(Address->getSubExpr())
                        : placeOf(Pointer),
                    Locks};
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    if (!Member || Call.getNumArgs() != 0 || !Callee->getIdentifier())
      return std::nullopt;
    auto AppliesToObject = [](const auto *Attribute) {
      return Attribute && Attribute->args_size() == 0;
    };
    LockTypes::Mutex Kind = Unit.LockTypes.mutex(Member->getObjectType());
    if (Kind == LockTypes::Mutex::Awaitable)
      return std::nullopt;
    bool IsNamed = !Unit.Types.of(Callee->getReturnType()).IsOperation &&
                   Kind == LockTypes::Mutex::OfThread &&
                   !Unit.LockTypes.guard(Member->getObjectType());
    bool Locks = AppliesToObject(Callee->template getAttr<AcquireCapabilityAttr>()) ||
                 (IsNamed && Callee->getReturnType()->isVoidType() &&
                  Unit.Words.LockMembers.matches(*Callee)) ||
                 (IsNamed && Callee->getName().lower().find("try_lock") == 0);
    bool Unlocks = AppliesToObject(Callee->template getAttr<ReleaseCapabilityAttr>()) ||
                   (IsNamed && Unit.Words.PlainUnlockMembers.matches(*Callee));
    if (Locks == Unlocks)
      return std::nullopt;
    const Expr *Object = Member->getImplicitObjectArgument();
    Place At = placeOf(Object);
    if (Object->getType()->isPointerType() && At.isKnown() &&
        !isa<CXXThisExpr>(written(Object)))
      At.Path.push_back(nullptr);
    return ByHand{&Call, At, Locks};
  }

  /// A lock by hand is held where one comes from it, and goes on to unlock it.
  void examineByHand(const ByHand &Lock, llvm::ArrayRef<ByHand> All) {
    Flow::Marks Takes, Releases;
    llvm::SmallVector<const CallExpr *, 2> Unlocks;
    for (const ByHand &Each : All)
      if (Each.Object == Lock.Object) {
        (Each.Locks ? Takes : Releases).insert(Each.Call);
        if (!Each.Locks)
          Unlocks.push_back(Each.Call);
      }
    bool EndsInLambda = Releases.empty() && isUnlockedInLambda(Lock);
    if (Releases.empty() && !EndsInLambda)
      return;
    const Flow &Flow = Unit.flowOf(In);
    Flow::Marks Changes = Releases;
    Changes.insert(Takes.begin(), Takes.end());
    for (const Suspension *Each : Suspensions) {
      if (!Flow.before(*Each->Keyword, Changes).Nodes.contains(Lock.Call))
        continue;
      Flow::Arrivals Next = Flow.after(*Each->Keyword, Changes);
      if (EndsInLambda || llvm::any_of(Next.Nodes, [&](const Stmt *Node) {
            return Releases.contains(Node);
          })) {
        Found.push_back({nullptr, Lock.Call, Unlocks, Each,
                         isAlwaysHeld(*Each, Takes, Releases, Flow), nullptr});
        return;
      }
    }
  }

  /// Whether an object that runs a lambda at the end of its scope unlocks what \p Lock
  /// locks.
  bool isUnlockedInLambda(const ByHand &Lock) {
    return llvm::any_of(In.Lambdas, [&](const LambdaExpr *Lambda) {
      const Stmt *Around = In.writtenParent(*Lambda);
      if (!isa_and_nonnull<CXXConstructExpr, CallExpr>(Around) ||
          !Lambda->getCallOperator()->hasBody())
        return false;
      return llvm::any_of(Unit.bodyOf(*Lambda->getCallOperator()).Calls,
                          [&](const CallExpr *Call) {
                            std::optional<ByHand> Each = lockedByHand(*Call);
                            return Each && !Each->Locks && Each->Object == Lock.Object;
                          });
    });
  }

  Model &Unit;
  const Body &In;
  llvm::ArrayRef<const Suspension *> Suspensions;
  std::vector<HeldLock> &Found;
};

} // namespace

void findLocksByHand(Model &Model, const Body &In,
                     llvm::ArrayRef<const Suspension *> Suspensions,
                     std::vector<HeldLock> &Found) {
  HandFinder(Model, In, Suspensions, Found).find();
}

} // namespace async_checks
