#include "model/tasks/Exceptions.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using async_checks::program::Question;

namespace async_checks {

bool Exceptions::catchesAll(const CXXTryStmt &Try) const {
  for (unsigned I = 0; I != Try.getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try.getHandler(I);
    const CXXRecordDecl *Caught = Handler->getExceptionDecl()
                                      ? Unit.Types.record(Handler->getCaughtType())
                                      : nullptr;
    if (!Handler->getExceptionDecl() ||
        (Caught && Unit.Words.BaseExceptions.matches(*Caught)))
      return true;
  }
  return false;
}

static bool isNothrow(QualType Type) {
  const auto *Function = Type->getAs<FunctionProtoType>();
  return Function && !isUnresolvedExceptionSpec(Function->getExceptionSpecType()) &&
         Function->isNothrow();
}

Thrower Exceptions::throwerOf(const FunctionDecl &Function) const {
  if (isNothrow(Function.getType()) || Function.hasAttr<NoThrowAttr>() ||
      Function.isExternC() || Function.isImplicit() || Function.isDefaulted() ||
      Function.getBuiltinID())
    return {};
  if (throwsForPeer(Function))
    return {true};
  if (isOfSystem(Function))
    return {Unit.Words.Throwers.matches(Function) ||
            Function.getOverloadedOperator() == OO_Call};
  return {!Unit.Types.of(Function.getReturnType()).Promise, &Function};
}

bool Exceptions::throwsForPeer(const FunctionDecl &Function) const {
  return Unit.Words.PeerThrowers.matches(Function) &&
         llvm::none_of(Function.parameters(), [this](const ParmVarDecl *Parameter) {
           return tellsErrors(Parameter->getType());
         });
}

bool Exceptions::mayThrow(const Thrower &Thrower) {
  if (!Thrower.By)
    return Thrower.Throws;
  auto Tells = [&](bool IsCoroutine, llvm::function_ref<bool()> Leaves) {
    if (IsCoroutine == Thrower.IsAwaited)
      return Leaves();
    return Thrower.IsAwaited && Thrower.Throws;
  };
  if (const FunctionDecl *Definition = certainDefinition(*Thrower.By))
    return Tells(Unit.bodyOf(*Definition).Coroutine, [&] { return leaves(*Definition); });
  auto Knows = [&](Question Called, Question Awaited) {
    return Unit.program().knows(*Thrower.By, Thrower.IsAwaited ? Awaited : Called);
  };
  return Thrower.Throws ? !Knows(Question::NeverThrows, Question::AwaitNeverThrows)
                        : Knows(Question::Throws, Question::AwaitThrows);
}

bool Exceptions::leaves(const FunctionDecl &Definition) {
  // A function on its way into itself adds nothing.
  auto [Slot, IsNew] = Leaves.try_emplace(&Definition, false);
  if (!IsNew)
    return Slot->second;
  return Leaves[&Definition] = escape(Unit.bodyOf(Definition));
}

Thrower Exceptions::throwerOf(const CallExpr &Call) const {
  if (Call.isTypeDependent() || isa<CXXPseudoDestructorExpr>(Call.getCallee()))
    return {};
  if (const FunctionDecl *Callee = Call.getDirectCallee())
    return throwerOf(*Callee);
  QualType Type = Call.getCallee()->getType();
  if (const auto *Member = dyn_cast<BinaryOperator>(Call.getCallee()->IgnoreParens()))
    Type = Member->getRHS()->getType()->castAs<MemberPointerType>()->getPointeeType();
  else if (const auto *Pointer = Type->getAs<PointerType>())
    Type = Pointer->getPointeeType();
  return {!isNothrow(Type)};
}

/// Whether \p Value, or a part of it, tells of an error: whoever hands it out does not
/// throw it.
bool Exceptions::tellsErrors(QualType Value) const {
  const CXXRecordDecl *Record = Value.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || Unit.Words.ErrorValues.matches(*Record))
    return Record;
  return llvm::any_of(typeArguments(*Record),
                      [this](QualType Part) { return tellsErrors(Part); });
}

/// The `await_resume` of \p Suspension; null in what depends on a template.
static const FunctionDecl *resumer(const Suspension &Suspension) {
  const auto *Keyword = dyn_cast<CoroutineSuspendExpr>(Suspension.Keyword);
  if (!Keyword || Keyword->isTypeDependent() || !Keyword->getResumeExpr())
    return nullptr;
  const auto *Resume = dyn_cast<CallExpr>(Keyword->getResumeExpr()->IgnoreImplicit());
  return Resume ? Resume->getDirectCallee() : nullptr;
}

Thrower Exceptions::throwerOf(const Suspension &Suspension) {
  bool IsTask = Unit.Types.of(Suspension.Operand->getType()).isTask();
  if (isa<DependentCoawaitExpr>(Suspension.Keyword))
    return {IsTask};
  const FunctionDecl *Resume = resumer(Suspension);
  if (!Resume || isNothrow(Resume->getType()))
    return {};
  bool TellsErrors = tellsErrors(Suspension.Keyword->getType());
  if (!IsTask)
    return {mayThrow(*Resume) && !TellsErrors};
  const auto *Call = dyn_cast<CallExpr>(written(Suspension.Operand));
  return {!TellsErrors, Call ? Call->getDirectCallee() : nullptr, /*IsAwaited=*/true};
}

bool Exceptions::neverThrows(const Suspension &Suspension) {
  const FunctionDecl *Resume = resumer(Suspension);
  bool IsOfSystem = Resume && isOfSystem(*Resume) &&
                    !Unit.Types.of(Suspension.Operand->getType()).isTask();
  return IsOfSystem ? isNothrow(Resume->getType()) : !mayThrow(Suspension);
}

/// Whether \p Call waits for a result: it throws what the work behind it has thrown.
bool Exceptions::isWait(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Unit.isBlockingWait(*Callee);
}

llvm::SmallVector<const Stmt *, 8> Exceptions::throwers(const Body &Callable) {
  llvm::SmallVector<const Stmt *, 8> Found;
  if (Callable.Tries.empty())
    return Found;
  for (const Suspension &Each : Callable.Suspensions)
    if (Callable.enclosingTry(*Each.Keyword) && mayThrow(Each))
      Found.push_back(Each.Keyword);
  for (const CallExpr *Call : Callable.Calls)
    if (Callable.enclosingTry(*Call) && (mayThrow(*Call) || isWait(*Call)))
      Found.push_back(Call);
  for (const CXXConstructExpr *Construct : Callable.Constructions)
    if (Callable.enclosingTry(*Construct) && mayThrow(*Construct->getConstructor()))
      Found.push_back(Construct);
  return Found;
}

llvm::SmallVector<std::pair<const Stmt *, Thrower>, 8>
Exceptions::leavers(const Body &Callable) {
  auto IsFree = [&](const Stmt &Node) {
    const CXXTryStmt *Guard = Callable.enclosingTry(Node);
    while (Guard && !catchesAll(*Guard))
      Guard = Callable.enclosingTry(*Guard);
    return !Guard;
  };
  llvm::SmallVector<std::pair<const Stmt *, Thrower>, 8> Found;
  for (const CXXThrowExpr *Throw : Callable.Throws)
    if (IsFree(*Throw))
      Found.push_back({Throw, {true}});
  for (const Suspension &Suspension : Callable.Suspensions)
    if (IsFree(*Suspension.Keyword))
      Found.push_back({Suspension.Keyword, throwerOf(Suspension)});
  bool CatchesSome =
      llvm::any_of(Callable.Tries, [&](const auto *Try) { return catchesAll(*Try); });
  for (const CallExpr *Call : Callable.Calls) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!CatchesSome || (Callee && throwsForPeer(*Callee) && IsFree(*Call)))
      Found.push_back({Call, throwerOf(*Call)});
  }
  return Found;
}

const Stmt *Exceptions::escape(const Body &Callable) {
  const Stmt *First = nullptr;
  for (const auto &[Node, Thrower] : leavers(Callable))
    if (mayThrow(Thrower) && (!First || Callable.isBefore(*Node, *First)))
      First = Node;
  return First;
}

const FunctionDecl *Exceptions::handler(const Body &Callable) {
  const Stmt *Handler =
      Callable.Coroutine ? Callable.Coroutine->getExceptionHandler() : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(
      Handler ? cast<Expr>(Handler)->IgnoreImplicit() : nullptr);
  return Call ? Call->getDirectCallee() : nullptr;
}

Unhandled Exceptions::unhandled(const Body &Callable) {
  const FunctionDecl *Handler = handler(Callable);
  if (!Handler)
    return Unhandled::Unknown;
  if (const FunctionDecl *Definition = certainDefinition(*Handler))
    return handledBy(*Definition);
  auto Knows = [&](Question What) { return Unit.program().knows(*Handler, What); };
  if (Knows(Question::Ends))
    return Unhandled::Terminates;
  if (Knows(Question::Rethrows))
    return Unhandled::Rethrows;
  return Knows(Question::Swallows) ? Unhandled::Swallows : Unhandled::Unknown;
}

Unhandled Exceptions::handledBy(const FunctionDecl &Handler) {
  const Body &Inside = Unit.bodyOf(Handler);
  const Stmt *Whole = Handler.getBody();
  bool Rethrows = llvm::any_of(Inside.Throws, [&](const CXXThrowExpr *Throw) {
    return Inside.isDiscarded(*Throw) && Inside.writtenParent(*Throw) == Whole;
  });
  bool Ends = false;
  for (const CallExpr *Each : Inside.Calls) {
    const FunctionDecl *Ending = Each->getDirectCallee();
    if (!Ending || !Ending->isNoReturn() || !Inside.isDiscarded(*Each) ||
        Inside.writtenParent(*Each) != Whole)
      continue;
    (Unit.Words.ExceptionKeepers.matches(*Ending) ? Rethrows : Ends) = true;
  }
  if (Rethrows)
    return isNothrow(Handler.getType()) ? Unhandled::Terminates : Unhandled::Rethrows;
  if (Ends)
    return Unhandled::Terminates;
  bool IsEmpty = cast<CompoundStmt>(Whole)->body_empty();
  return IsEmpty ? Unhandled::Swallows : Unhandled::Unknown;
}

} // namespace async_checks
