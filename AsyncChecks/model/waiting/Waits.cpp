#include "model/waiting/Waits.h"
#include "model/Model.h"
#include "clang/AST/DeclTemplate.h"
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

/// The parameter of \p Function that is a task whose value it hands back; null if there
/// is none.
const ParmVarDecl *taskThatIsWaitedFor(Model &Unit, const FunctionDecl &Function) {
  for (const ParmVarDecl *Each : Function.parameters()) {
    QualType Type = Each->getType().getNonReferenceType();
    if (Type->isDependentType() || !Unit.Types.of(Type).isTask())
      continue;
    QualType Yield = Unit.Types.of(Type).RvalueYields;
    return sameValue(Unit.Context, Function.getReturnType(), Yield) ? Each : nullptr;
  }
  return nullptr;
}

class WaitFinder {
public:
  WaitFinder(Model &Unit, const CallExpr &Call)
      : Unit(Unit), Words(Unit.Words), Call(Call) {}

  std::optional<BlockingWait> find() const {
    if (Call.isTypeDependent())
      return std::nullopt;
    const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
    std::optional<BlockingWait> Wait = Method ? memberWait(*Method) : functionWait();
    return Wait ? Wait : waitInCallee();
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
    if (takesNoTime(MemberCall))
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
    return BlockingWait{&Call, Object->IgnoreImplicit(), IsArrow, isTimed(MemberCall),
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

  std::optional<BlockingWait> waitInCallee() const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || !Unit.isWaitFunction(*Callee))
      return std::nullopt;
    const ParmVarDecl *Task = taskThatIsWaitedFor(Unit, *Callee);
    unsigned Index = Task->getFunctionScopeIndex();
    return Index < Call.getNumArgs() ? std::optional(waitFor(*Call.getArg(Index)))
                                     : std::nullopt;
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

/// Whether \p Call, in a function that is given a task, parks the thread until that is
/// done: it waits for something that need not be complete yet, or to be told.
static bool waitsUntilDone(Model &Model, const CallExpr &Call, const Body &In) {
  if (std::optional<BlockingWait> Wait = findWait(Model, Call))
    return !isPromptWait(Model, *Wait) && !isComplete(Model, *Wait->Awaited, Call, In);
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Model.Words.AcquireMembers.matches(*Callee) &&
         llvm::is_contained(blockingCallsIn(Model, In), &Call);
}

/// Whether the body of \p Function, if it is in sight, parks the thread for a task whose
/// value it hands back.
static bool waitsInSight(Model &Model, const FunctionDecl &Function) {
  const FunctionDecl *Definition = Function.getDefinition();
  if (!Definition || !Definition->doesThisDeclarationHaveABody() ||
      !taskThatIsWaitedFor(Model, Function))
    return false;
  const Body &In = Model.bodyOf(*Definition);
  return !In.isCoroutine() && llvm::any_of(In.Calls, [&](const CallExpr *Call) {
    return waitsUntilDone(Model, *Call, In);
  });
}

bool waitsForTask(Model &Model, const FunctionDecl &Function) {
  if (isa<CXXConstructorDecl>(Function) || Function.isOverloadedOperator())
    return false;
  // What takes tasks of any value can do no more with one than hand it back.
  if (const FunctionTemplateDecl *Template = Function.getPrimaryTemplate())
    return Template->getTemplatedDecl()
               ->getReturnType()
               ->isInstantiationDependentType() &&
           waitsInSight(Model, Function);
  if (!Function.getReturnType()->isVoidType() || !taskThatIsWaitedFor(Model, Function))
    return false;
  return llvm::any_of(Function.getDeclContext()->lookup(Function.getDeclName()),
                      [&](const NamedDecl *Other) {
                        const auto *Template = dyn_cast<FunctionTemplateDecl>(Other);
                        return Template &&
                               (waitsInSight(Model, Function) ||
                                llvm::any_of(Template->specializations(),
                                             [&](const FunctionDecl *Instance) {
                                               return Model.isWaitFunction(*Instance);
                                             }));
                      });
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
