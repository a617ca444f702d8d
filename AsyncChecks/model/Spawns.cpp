#include "model/Spawns.h"
#include "model/Callables.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// What \p Call is given, the object that it is called on included.
static llvm::SmallVector<const Expr *, 4> partsOf(const CallExpr &Call) {
  llvm::SmallVector<const Expr *, 4> Parts(Call.arg_begin(), Call.arg_end());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Parts.push_back(Member->getImplicitObjectArgument());
  return Parts;
}

bool letsGo(const Model &Model, const CallExpr &Call) {
  const auto [Named, Arguments] = namedCall(Call);
  if (!Named)
    return false;
  if (isa<CXXMemberCallExpr>(Call) && Arguments.empty() &&
      Model.Words.DetachMembers.matches(*Named))
    return true;
  return Model.Words.DetachedSpawns.matches(*Named) ||
         llvm::any_of(Arguments, [&](const Expr *Argument) {
           const CXXRecordDecl *Record = Model.Types.record(Argument->getType());
           return Record && Model.Words.DetachedTokens.matches(*Record);
         });
}

/// Whether \p E is a task, makes one, or holds one that was made in the same expression.
static bool holdsTask(Model &Model, const Expr &E) {
  const Expr *Value = written(&E);
  if (Model.Types.of(Value->getType()).isTask() ||
      Model.Types.of(resultOfCallable(Value->getType(), Model.Context)).isTask())
    return true;
  const auto *Call = dyn_cast<CallExpr>(Value);
  return Call && llvm::any_of(partsOf(*Call),
                              [&](const Expr *Part) { return holdsTask(Model, *Part); });
}

bool startsTask(Model &Model, const CallExpr &Call) {
  const NamedDecl *Named = namedCall(Call).Name;
  bool Starts =
      Named &&
      (letsGo(Model, Call) || Model.Words.GroupSpawns.matches(*Named) ||
       (Model.Words.SpawnFunctions.matches(*Named) && Call.getType()->isVoidType()));
  return Starts && llvm::any_of(partsOf(Call), [&](const Expr *Part) {
           return holdsTask(Model, *Part);
         });
}

const Body *coroutineOf(Model &Model, const FunctionDecl &Function) {
  const FunctionDecl *Definition = certainDefinition(Function);
  if (!Definition || !Model.Types.of(Function.getReturnType()).isTask())
    return nullptr;
  const Body &Work = Model.bodyOf(*Definition);
  return Work.Coroutine ? &Work : nullptr;
}

const Body *workOf(Model &Model, const CallExpr &Call) {
  for (const Expr *Part : partsOf(Call)) {
    Part = written(Part);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Part)) {
      if (const Body *Work = coroutineOf(Model, *Lambda->getCallOperator()))
        return Work;
    } else if (const auto *Inner = dyn_cast<CallExpr>(Part)) {
      if (const FunctionDecl *Callee = Inner->getDirectCallee())
        if (const Body *Work = coroutineOf(Model, *Callee))
          return Work;
      if (const Body *Work = workOf(Model, *Inner))
        return Work;
    }
  }
  return nullptr;
}

const Stmt *lostException(Model &Model, const CallExpr &Call) {
  const Body *Work = letsGo(Model, Call) ? workOf(Model, Call) : nullptr;
  return Work ? Model.exceptions().escape(*Work) : nullptr;
}

} // namespace async_checks
