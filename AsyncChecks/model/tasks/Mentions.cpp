#include "model/tasks/Mentions.h"
#include "model/syntax/Body.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

const Expr *movedBy(const Stmt &Node) {
  const auto *E = dyn_cast<Expr>(&Node);
  if (!E || !E->isXValue())
    return nullptr;
  const Expr *Operand = nullptr;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    Operand = Cast->getSubExpr();
  else if (const auto *Call = dyn_cast<CallExpr>(E);
           Call && Call->getNumArgs() == 1 &&
           !isa<CXXOperatorCallExpr, CXXMemberCallExpr>(Call))
    Operand = Call->getArg(0);
  return Operand &&
                 Operand->getType().getCanonicalType() == E->getType().getCanonicalType()
             ? Operand
             : nullptr;
}

Mention mentionIn(const Expr *E) {
  Mention Found;
  for (E = written(E); E; Found.IsMoved = true) {
    if ((Found.Name = dyn_cast<DeclRefExpr>(E)))
      return Found;
    const Expr *Operand = movedBy(*E);
    E = Operand ? written(Operand) : nullptr;
  }
  return {};
}

} // namespace async_checks
