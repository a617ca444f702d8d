#include "model/suspension/LockEffects.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using async_checks::program::Question;

namespace async_checks {

/// What other units say of \p Function; nullopt if it is not known to do anything.
static std::optional<LockEffect> effectElsewhere(Model &Unit,
                                                 const FunctionDecl &Function) {
  auto Knows = [&](Question What) { return Unit.program().knows(Function, What); };
  LockEffect Does{Knows(Question::Locks), Knows(Question::Unlocks),
                  Knows(Question::UnlocksThreads)};
  return Does.Locks || Does.Unlocks ? std::optional(Does) : std::nullopt;
}

namespace {

class LockEffectReader {
public:
  static LockEffect read(Model &Unit, const FunctionDecl &Function) {
    return LockEffectReader(Unit, {}, /*Depth=*/0).read(Function);
  }

private:
  LockEffectReader(Model &Unit, llvm::SmallVector<bool, 4> MadeArguments, unsigned Depth)
      : Unit(Unit), MadeArguments(std::move(MadeArguments)), Depth(Depth) {}

  LockEffect read(const FunctionDecl &Function) {
    if (const Stmt *Does = bodyOrPattern(Function))
      visit(Does);
    else if (std::optional<LockEffect> Known = effectElsewhere(Unit, Function))
      Found = *Known;
    else
      Found.IsUnclear =
          !Unit.Words.LockMembers.matches(Function) && !isOfSystem(Function);
    return Found;
  }

  void visit(const Stmt *Node) {
    if (!Node)
      return;
    if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Node))
      note(Dependent->getMember(),
           Dependent->isImplicitAccess() ? nullptr : Dependent->getBase());
    else if (const auto *Unresolved = dyn_cast<UnresolvedMemberExpr>(Node))
      note(Unresolved->getMemberName(),
           Unresolved->isImplicitAccess() ? nullptr : Unresolved->getBase());
    else if (const auto *Call = dyn_cast<CallExpr>(Node))
      visitCall(*Call);
    for (const Stmt *Child : Node->children())
      visit(Child);
  }

  void visitCall(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    if (Unit.Words.UnlockCalls.matches(*Callee)) {
      Found.Unlocks = Found.IsThreads = true;
    } else if (Unit.Words.LockCalls.matches(*Callee)) {
      Found.Locks = true;
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      if (!isMade(Object) && !note(Callee->getDeclName(), Object))
        enter(*Callee, Call);
    } else if (Callee->getIdentifier()) {
      enter(*Callee, Call);
    }
  }

  /// Notes what a member called \p Name does to \p Object; false if it is about no lock.
  bool note(DeclarationName Member, const Expr *Object) {
    const IdentifierInfo *Name = Member.getAsIdentifierInfo();
    if (!Name || isMade(Object))
      return false;
    Found.Locks |= Unit.Words.LockMembers.matchesName(Name->getName());
    if (!Unit.Words.PlainUnlockMembers.matchesName(Name->getName()))
      return false;
    Found.Unlocks = true;
    Found.IsThreads |= Object && Unit.LockTypes.mutex(pointee(Object->getType())) ==
                                     LockTypes::Mutex::OfThread;
    return true;
  }

  /// A function that locks and unlocks leaves everything as it was.
  void enter(const FunctionDecl &Callee, const CallExpr &Call) {
    if (Depth == 2)
      return;
    llvm::SmallVector<bool, 4> Made;
    for (const Expr *Argument : Call.arguments())
      Made.push_back(isMade(Argument));
    LockEffect Does = LockEffectReader(Unit, std::move(Made), Depth + 1).read(Callee);
    if (Does.Locks && Does.Unlocks)
      return;
    Found.Locks |= Does.Locks;
    Found.Unlocks |= Does.Unlocks;
    Found.IsThreads |= Does.IsThreads;
    Found.IsUnclear |= Does.IsUnclear;
  }

  /// Whether \p Object is a temporary or a local object of the function, or what its
  /// caller has made: it was not locked before.
  bool isMade(const Expr *Object) const {
    Object = Object ? written(Object) : nullptr;
    if (!Object || Object->getType()->isPointerType())
      return false;
    if (Object->isPRValue())
      return Object->getType()->isRecordType();
    Place At = placeOf(Object);
    if (!At.Root || !At.Root->hasLocalStorage() || llvm::is_contained(At.Path, nullptr))
      return false;
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(At.Root)) {
      unsigned Index = Parameter->getFunctionScopeIndex();
      return Index < MadeArguments.size() && MadeArguments[Index];
    }
    return At.Root->getType()->isReferenceType() ? isMade(At.Root->getInit())
                                                 : !At.Root->getType()->isPointerType();
  }

  Model &Unit;
  /// Which arguments of the call the caller has made itself.
  const llvm::SmallVector<bool, 4> MadeArguments;
  const unsigned Depth;
  LockEffect Found;
};

/// Finds out whether a function gives back what kept others out: it unlocks something,
/// returns a permit, or clears a flag or counts down in an object of others.
class PermitReader {
public:
  static bool givesBack(Model &Unit, const FunctionDecl &Function) {
    return PermitReader(Unit, /*IsOthers=*/false, /*Depth=*/0).read(Function);
  }

private:
  PermitReader(Model &Unit, bool IsOthers, unsigned Depth)
      : Unit(Unit), IsOthers(IsOthers), Depth(Depth) {}

  bool read(const FunctionDecl &Function) const {
    return givesBack(bodyOrPattern(Function));
  }

  bool givesBack(const Stmt *Node) const {
    if (!Node)
      return false;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Node);
        Call && Call->getMethodDecl() && givesBack(*Call))
      return true;
    if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Node))
      if (const IdentifierInfo *Name = Dependent->getMember().getAsIdentifierInfo();
          Name && Unit.Words.UnlockMembers.matchesName(Name->getName()))
        return true;
    return clearsFlag(*Node) || llvm::any_of(Node->children(), [this](const Stmt *Child) {
             return givesBack(Child);
           });
  }

  bool givesBack(const CXXMemberCallExpr &Call) const {
    const CXXMethodDecl &Method = *Call.getMethodDecl();
    if (Unit.Words.UnlockMembers.matches(Method))
      return true;
    bool IsOnOthers = isOfOthers(Call.getImplicitObjectArgument());
    return Depth < 2 && !Method.isConst() &&
           PermitReader(Unit, IsOnOthers, Depth + 1).read(Method);
  }

  /// `owner_->busy_ = false`, `--*running_`
  bool clearsFlag(const Stmt &Node) const {
    const Expr *Target = nullptr, *Value = nullptr;
    bool CountsDown = false;
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Node)) {
      CountsDown = Binary->getOpcode() == BO_SubAssign;
      if (CountsDown || Binary->getOpcode() == BO_Assign) {
        Target = Binary->getLHS();
        Value = Binary->getRHS();
      }
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(&Node)) {
      CountsDown = Unary->isDecrementOp();
      Target = CountsDown ? Unary->getSubExpr() : nullptr;
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Node)) {
      CountsDown = Operator->getOperator() == OO_MinusMinus ||
                   Operator->getOperator() == OO_MinusEqual;
      if (CountsDown || Operator->getOperator() == OO_Equal) {
        Target = Operator->getArg(0);
        Value = Operator->getNumArgs() > 1 ? Operator->getArg(1) : nullptr;
      }
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&Node);
               Call && Call->getNumArgs() != 0 && Call->getMethodDecl() &&
               !Call->getMethodDecl()->isConst()) { // `busy_.store(false)`
      Target = Call->getImplicitObjectArgument();
      Value = Call->getArg(0);
    }
    return Target && isOfOthers(Target) &&
           (CountsDown ||
            (Value->getType()->isIntegralOrEnumerationType() && isNothing(*Value)));
  }

  /// Whether \p Target is a part of an object that the one at hand only refers to.
  bool isOfOthers(const Expr *Target) const {
    Place At = placeOf(Target);
    if (!At.isKnown())
      return false;
    if (At.Root && At.Root->getType()->isReferenceType())
      return true;
    auto LeadsElsewhere = [](const ValueDecl *Step) {
      return !Step || Step->getType()->isReferenceType();
    };
    return llvm::any_of(At.Path, LeadsElsewhere) || (IsOthers && At.IsThis) ||
           Target->getType()->isPointerType();
  }

  Model &Unit;
  /// Whether `this` belongs to others.
  const bool IsOthers;
  const unsigned Depth;
};

} // namespace

std::optional<LockEffect> lockEffectOf(Model &Unit, const FunctionDecl &Function) {
  return bodyOrPattern(Function) ? LockEffectReader::read(Unit, Function)
                                 : effectElsewhere(Unit, Function);
}

bool givesBackPermit(Model &Unit, const FunctionDecl &Function) {
  return bodyOrPattern(Function) ? PermitReader::givesBack(Unit, Function)
                                 : Unit.program().knows(Function, Question::GivesBack);
}

} // namespace async_checks
