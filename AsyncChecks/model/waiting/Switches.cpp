#include "model/waiting/Switches.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// The parameter of \p In that \p E is, or is the opposite of, and that keeps its value.
static Switch namedSwitch(const Expr &E, const Body &In) {
  const Expr *Written = written(&E);
  if (const auto *Not = dyn_cast<UnaryOperator>(Written);
      Not && Not->getOpcode() == UO_LNot) {
    Switch Found = namedSwitch(*Not->getSubExpr(), In);
    Found.IsOn = !Found.IsOn;
    return Found;
  }
  const auto *Reference = dyn_cast<DeclRefExpr>(Written);
  const auto *Parameter =
      Reference ? dyn_cast<ParmVarDecl>(Reference->getDecl()) : nullptr;
  if (!Parameter || !Parameter->getType()->isBooleanType() ||
      Parameter->getDeclContext() != &In.Function)
    return {};
  bool IsOnlyRead = llvm::all_of(In.uses(*Parameter), [&](const Expr *Use) {
    const auto *Read = dyn_cast_or_null<ImplicitCastExpr>(In.parent(*Use));
    return Read && Read->getCastKind() == CK_LValueToRValue;
  });
  return IsOnlyRead ? Switch{Parameter->getFunctionScopeIndex() + 1, true} : Switch();
}

/// The switch that \p Condition tells of, if it \p IsTrue.
static Switch switchIn(const Expr &Condition, bool IsTrue, const Body &In) {
  const auto *Both = dyn_cast<BinaryOperator>(written(&Condition));
  if (Both && Both->getOpcode() == (IsTrue ? BO_LAnd : BO_LOr)) {
    Switch Left = switchIn(*Both->getLHS(), IsTrue, In);
    return Left.Parameter ? Left : switchIn(*Both->getRHS(), IsTrue, In);
  }
  Switch Found = namedSwitch(Condition, In);
  Found.IsOn = Found.IsOn == IsTrue;
  return Found;
}

/// The switch that has to be as it is for control to come past \p Earlier.
static Switch switchPast(const Stmt &Earlier, const Body &In) {
  const auto *If = dyn_cast<IfStmt>(&Earlier);
  const Stmt *Then = If && !If->getElse() ? If->getThen() : nullptr;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Then))
    Then = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<ReturnStmt>(Then) ? switchIn(*If->getCond(), false, In)
                                           : Switch();
}

Switch switchOf(const Stmt &At, const Body &In) {
  const Stmt *Below = &At;
  for (const Stmt *Around = In.parent(At); Around;
       Below = Around, Around = In.parent(*Around)) {
    Switch Found;
    if (const auto *If = dyn_cast<IfStmt>(Around); If && If->getCond()) {
      if (Below == If->getThen() || Below == If->getElse())
        Found = switchIn(*If->getCond(), Below == If->getThen(), In);
    } else if (const auto *Logical = dyn_cast<BinaryOperator>(Around);
               Logical && Logical->isLogicalOp() && Below == Logical->getRHS()) {
      Found = switchIn(*Logical->getLHS(), Logical->getOpcode() == BO_LAnd, In);
    } else if (const auto *Block = dyn_cast<CompoundStmt>(Around)) {
      for (const Stmt *Earlier : Block->body()) {
        if (Earlier == Below || Found.Parameter)
          break;
        Found = switchPast(*Earlier, In);
      }
    }
    if (Found.Parameter)
      return Found;
  }
  return {};
}

/// What \p Call gives for the parameter that \p Asked is; null if it has none.
static const Expr *givenFor(const Switch &Asked, const CallExpr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  unsigned First = isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic();
  unsigned Index = First + Asked.Parameter - 1;
  if (Asked.Parameter == 0 || Index >= Call.getNumArgs())
    return nullptr;
  const Expr *Given = Call.getArg(Index);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Given))
    Given = Default->getExpr();
  return written(Given);
}

bool turnsOff(const CallExpr &Call, const Switch &Asked) {
  const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(givenFor(Asked, Call));
  return Literal && Literal->getValue() != Asked.IsOn;
}

Switch switchThrough(const CallExpr &Call, const Switch &Asked, const Body &In) {
  if (const Expr *Given = givenFor(Asked, Call)) {
    Switch Through = namedSwitch(*Given, In);
    Through.IsOn = Through.IsOn == Asked.IsOn;
    if (Through.Parameter)
      return Through;
  }
  return switchOf(Call, In);
}

} // namespace async_checks
