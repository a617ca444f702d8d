#include "model/waiting/Waits.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether a member that waits takes the result out: what only waits hands back nothing,
/// a status or the object, and what only shows the result a reference to it.
bool takesResult(const CXXMethodDecl &Method) {
  QualType Result = Method.getReturnType();
  llvm::StringRef Name = Method.getIdentifier() ? Method.getName() : "";
  bool OnlyWaits =
      (Name.take_front(4).equals_insensitive("wait") && !Result->isRecordType()) ||
      Name == "join";
  return !OnlyWaits && !Method.isConst() && !Result->isLValueReferenceType();
}

class WaitFinder {
public:
  WaitFinder(Model &Unit, const CallExpr &Call)
      : Unit(Unit), Words(Unit.Words), Call(Call) {}

  std::optional<BlockingWait> find() const {
    if (Call.isTypeDependent())
      return std::nullopt;
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call))
      return memberWait(*Method);
    return functionWait();
  }

private:
  bool isNamed(const NamedDecl &Function) const {
    return Words.BlockingWaits.matches(Function) || Words.ListedWaits.matches(Function);
  }

  std::optional<BlockingWait> memberWait(const CXXMemberCallExpr &MemberCall) const {
    const CXXMethodDecl *Method = MemberCall.getMethodDecl();
    const auto *Callee = dyn_cast<MemberExpr>(MemberCall.getCallee()->IgnoreParens());
    if (!Method || !Callee || Callee->isImplicitAccess())
      return std::nullopt;
    bool IsNamed = isNamed(*Method);
    if (Words.ReadyAccessors.matches(*Method) ||
        (!IsNamed && !isWaitByStructure(MemberCall)))
      return std::nullopt;
    if (isTimedWait(*Method) && Call.getNumArgs() && isZeroDuration(Call.getArg(0)))
      return std::nullopt;

    // `x.wait().get()` waits for x.
    const Expr *Object = Callee->getBase();
    bool IsArrow = Callee->isArrow();
    while (const auto *Inner = dyn_cast<CXXMemberCallExpr>(written(Object))) {
      const auto *InnerCallee = dyn_cast<MemberExpr>(Inner->getCallee()->IgnoreParens());
      const CXXMethodDecl *InnerMethod = Inner->getMethodDecl();
      if (IsArrow || !InnerMethod || !InnerCallee || !Inner->isGLValue() ||
          !Words.WaitMembers.matches(*InnerMethod) ||
          !declaresSameEntity(Inner->getType()->getAsCXXRecordDecl(),
                              Method->getParent()))
        break;
      Object = InnerCallee->getBase();
      IsArrow = InnerCallee->isArrow();
    }
    // The pointer behind an overloaded `->` is what the user wrote before it.
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(written(Object));
        Arrow && Arrow->getOperator() == OO_Arrow)
      Object = Arrow->getArg(0);
    return BlockingWait{&Call, Object->IgnoreImplicit(), IsArrow, isTimedWait(*Method),
                        takesResult(*Method) && (IsNamed || Method->getName() == "get")};
  }

  /// A member by the name of a wait, of an awaitable, that hands back what `co_await`
  /// yields, or nothing.
  bool isWaitByStructure(const CXXMemberCallExpr &MemberCall) const {
    const CXXMethodDecl *Method = MemberCall.getMethodDecl();
    if (!Words.WaitMembers.matches(*Method) || Call.getNumArgs() != 0)
      return false;
    QualType Object = objectTypeOf(MemberCall);
    const TypeFacts &Facts = Unit.Types.of(Object);
    // What may hold a value without anybody waiting for it.
    bool IsOptional =
        Method->getName() == "value" &&
        llvm::any_of(Method->getParent()->methods(), [this](const CXXMethodDecl *Other) {
          return Words.ValueQueries.matches(*Other);
        });
    if (Facts.Awaits == Awaitable::No || IsOptional)
      return false;
    QualType Result = Method->getReturnType();
    bool IsWait = Method->getName() == "wait" || Method->getName() == "join";
    if (Result->isVoidType() && IsWait)
      return true;
    return sameValue(Unit.Context, Result, Facts.LvalueYields) ||
           sameValue(Unit.Context, Result, Facts.RvalueYields);
  }

  std::optional<BlockingWait> functionWait() const {
    const auto [Named, Arguments] = namedCall(Call);
    if (!Named || Arguments.empty())
      return std::nullopt;
    bool IsNamed = isNamed(*Named);
    if (!IsNamed && !Words.WaitFunctions.matches(*Named))
      return std::nullopt;
    for (const Expr *Argument : Arguments)
      if (Unit.Types.of(Argument->getType()).Awaits != Awaitable::No)
        return waitFor(*Argument);
    if (!IsNamed)
      return std::nullopt;
    return waitFor(*Arguments[0]);
  }

  BlockingWait waitFor(const Expr &Argument) const {
    const Expr *Awaited = Argument.IgnoreImplicit();
    bool OnlyWaits = Awaited->isLValue() && Call.getType()->isVoidType();
    return {&Call, Awaited, /*ThroughPointer=*/false, /*IsTimed=*/false, !OnlyWaits};
  }

  Model &Unit;
  const Vocabulary &Words;
  const CallExpr &Call;
};

} // namespace

QualType BlockingWait::awaitedType() const {
  if (!ThroughPointer)
    return Awaited->getType();
  return objectTypeOf(*cast<CXXMemberCallExpr>(Whole));
}

bool sameValue(const ASTContext &Context, QualType A, QualType B) {
  return !A.isNull() && !B.isNull() &&
         Context.hasSameUnqualifiedType(A.getNonReferenceType(), B.getNonReferenceType());
}

std::optional<BlockingWait> findWait(Model &Model, const CallExpr &Call) {
  return WaitFinder(Model, Call).find();
}

bool isPromptWait(Model &Model, const BlockingWait &Wait) {
  const FunctionDecl *Callee = Wait.Whole->getDirectCallee();
  return Callee && isBoundEarly(*Wait.Whole) &&
         !Model.Words.ListedWaits.matches(*Callee) &&
         Model.promptFunctions().contains(*Callee);
}

/// Whether a library waits for what is its own, by whatever protocol it has for that.
static bool isInLibrary(Model &Model, const BlockingWait &Wait, const Body &In) {
  const CXXRecordDecl *Record = Model.Types.record(Wait.awaitedType());
  const Library *Owner = Record ? Vocabulary::libraryOf(*Record) : nullptr;
  return Owner && Owner == Vocabulary::libraryOf(In.Function);
}

std::optional<BlockingWait> findBlockingWait(Model &Model, const CallExpr &Call,
                                             const Body &In) {
  std::optional<BlockingWait> Wait = findWait(Model, Call);
  if (!Wait || isPromptWait(Model, *Wait) || isInLibrary(Model, *Wait, In) ||
      isLent(*Wait->Awaited, In) || isComplete(Model, *Wait->Awaited, Call, In))
    return std::nullopt;
  return Wait;
}

} // namespace async_checks
