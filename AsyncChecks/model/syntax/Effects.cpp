#include "model/syntax/Effects.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool isDeclaredHarmless(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Callee && (Callee->isConstexpr() || Callee->hasAttr<PureAttr>() ||
                    Callee->hasAttr<ConstAttr>() || (Method && Method->isConst()));
}

bool changesNothing(const Stmt *Node,
                    llvm::function_ref<bool(const CallExpr &)> IsHarmless) {
  if (!Node)
    return true;
  if (isa<LambdaExpr, CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, StmtExpr, AsmStmt,
          CoroutineSuspendExpr>(Node))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(Node); Call && !IsHarmless(*Call))
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(Node);
      Binary && Binary->isAssignmentOp())
    return false;
  if (const auto *Unary = dyn_cast<UnaryOperator>(Node);
      Unary && Unary->isIncrementDecrementOp())
    return false;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Node))
    if (const auto *Record = Made->getType()->getAsCXXRecordDecl();
        !Record || !Record->hasTrivialDestructor())
      return false;
  return llvm::all_of(Node->children(), [&](const Stmt *Child) {
    return changesNothing(Child, IsHarmless);
  });
}

} // namespace async_checks
