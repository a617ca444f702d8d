#include "model/tasks/Obstacles.h"
#include "model/Model.h"
#include "model/suspension/Locks.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using async_checks::program::Obstacle;

namespace async_checks {

/// Whether \p Method gives up a lock or a permit: one can get that from the object, too.
static bool givesUpLock(const CXXMethodDecl &Method, Model &Model) {
  return Model.Words.UnlockMembers.matches(Method) &&
         llvm::any_of(Method.getParent()->methods(), [&](const CXXMethodDecl *Other) {
           return Model.Words.AcquireMembers.matches(*Other);
         });
}

/// Whether the function that \p Call runs waits for a task: what it hands back could come
/// out of that.
static bool waitsForTask(const CallExpr &Call, Model &Model) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = Callee ? certainDefinition(*Callee) : nullptr;
  if (!Definition)
    return false;
  const Body &In = Model.bodyOf(*Definition);
  return llvm::any_of(In.Calls, [&](const CallExpr *Each) {
    return Model.blockingWait(*Each, In).has_value();
  });
}

/// Whether \p Declaration declares what holds a lock of the thread's. What comes out of a
/// task is none.
static bool declaresLock(const DeclStmt &Declaration, Model &Model) {
  const auto *Variable = Declaration.isSingleDecl()
                             ? dyn_cast<VarDecl>(Declaration.getSingleDecl())
                             : nullptr;
  const Expr *Init =
      Variable && Variable->getInit() ? written(Variable->getInit()) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Init);
  if (!declaresGuard(Declaration, Model) || isa_and_nonnull<CoawaitExpr>(Init))
    return false;
  bool IsThreads = !Variable || Model.LockTypes.guard(Variable->getType());
  return !Call || !(Model.wait(*Call) || (!IsThreads && waitsForTask(*Call, Model)));
}

LockedParts::LockedParts(Model &Model, const Body &In) : In(In) {
  IsAll = llvm::any_of(In.Calls, [&](const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    return Callee && (Method ? givesUpLock(*Method, Model)
                             : Model.Words.UnlockCalls.matches(*Callee));
  });
  for (const DeclStmt *Declaration : In.Declarations)
    if (declaresLock(*Declaration, Model))
      Guards.push_back(Declaration);
}

bool LockedParts::have(const Stmt &Node) const {
  return IsAll || llvm::any_of(Guards, [&](const DeclStmt *Guard) {
           const Stmt *Scope = In.scopeOf(*Guard);
           return In.isBehind(Node, *Guard) && (!Scope || In.isWithin(Node, *Scope));
         });
}

bool isPlainResult(QualType Value, Model &Model) {
  QualType Pointee = Value->getPointeeType();
  return !Value->isReferenceType() && !Value.hasQualifiers() &&
         !Value->isMemberPointerType() && !Model.Types.of(Value).IsImmovable &&
         (Pointee.isNull() || !(Pointee->isFunctionType() || Pointee->isArrayType()));
}

/// Whether the author of \p Function, which may be a lambda, wants it in constants.
static bool isWrittenConstexpr(const FunctionDecl &Function, Model &Model) {
  const LambdaExpr *Lambda = Model.uses().lambda(Function).second;
  if (!Lambda)
    return Function.isConstexpr();
  llvm::StringRef Head =
      Lexer::getSourceText(CharSourceRange::getCharRange(
                               Lambda->getBeginLoc(), Lambda->getBody()->getBeginLoc()),
                           Model.Context.getSourceManager(), Model.Context.getLangOpts());
  return Head.contains("constexpr") || Head.contains("consteval");
}

/// Whether a macro writes what a coroutine has to have in another way.
static bool isWrittenByMacro(const Body &Callable) {
  const FunctionDecl &Function = Callable.Function;
  return Function.getLocation().isMacroID() ||
         Function.getBody()->getBeginLoc().isMacroID() ||
         llvm::any_of(Callable.Returns, [](const ReturnStmt *Return) {
           return Return->getReturnLoc().isMacroID();
         });
}

std::optional<Obstacle> obstacleOf(Model &Model, const Body &Callable) {
  const FunctionDecl &Function = Callable.Function;
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  bool IsLambda = Model.uses().lambda(Function).second;
  if (Model.isSyncEntryPoint(Function))
    return Obstacle::Entry;
  if (isa<CXXConstructorDecl>(Function))
    return Obstacle::Constructor;
  if (isa<CXXDestructorDecl>(Function))
    return Obstacle::Destructor;
  if (isa<CXXConversionDecl>(Function) || (Function.isOverloadedOperator() && !IsLambda))
    return Obstacle::Operator;
  if (Function.isTemplated() || Function.isTemplateInstantiation())
    return Obstacle::Template;
  if (isWrittenConstexpr(Function, Model))
    return Obstacle::Constant;
  if (!Type || Type->isNothrow())
    return Obstacle::Nothrow;
  if (!isa<CompoundStmt>(Function.getBody()) || Function.isVariadic() ||
      Function.isNoReturn() || Function.getTrailingRequiresClause() ||
      Function.isExternC())
    return Obstacle::Signature;
  if (isWrittenByMacro(Callable))
    return Obstacle::Macro;
  if (Callable.Coroutine || Model.Types.of(Function.getReturnType()).isTask())
    return Obstacle::Task;
  if (!isPlainResult(Function.getReturnType(), Model))
    return Obstacle::Result;
  LockedParts Locked(Model, Callable);
  bool WaitsLocked =
      !Locked.areNone() && llvm::any_of(Callable.Calls, [&](const CallExpr *Call) {
        return Model.blockingWait(*Call, Callable) && Locked.have(*Call);
      });
  if (WaitsLocked)
    return Obstacle::Locks;
  if (isNamedOnly(Model, Function))
    return Obstacle::Named;
  if (!isOwnChoice(Model, Function))
    return Obstacle::Dictated;
  return std::nullopt;
}

} // namespace async_checks
