#include "model/unit/Conditions.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether \p Variable has the value that it was made with for as long as it lives.
bool hasOneValue(const VarDecl &Variable, const Body &In) {
  if (!Variable.hasLocalStorage())
    return Variable.getType().isConstQualified();
  return llvm::none_of(In.uses(Variable), [&](const Expr *Use) {
    const Stmt *Around = In.writtenParent(*Use);
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around);
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around);
    return (Binary && Binary->isAssignmentOp() && written(Binary->getLHS()) == Use) ||
           (Operator && Operator->isAssignmentOp() &&
            written(Operator->getArg(0)) == Use) ||
           (Unary &&
            (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_AddrOf));
  });
}

bool isFixedKey(const Expr &Key, const Body &In) {
  const Expr *Inner = written(&Key);
  const auto *Name = dyn_cast<DeclRefExpr>(Inner);
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return isa<IntegerLiteral, StringLiteral>(Inner) ||
         (Variable && hasOneValue(*Variable, In));
}

/// Follows a mention of a place outwards to the whole condition.
class ConditionReader {
public:
  ConditionReader(const Expr &Use, const Expr &Condition, const Expr *Key, const Body &In,
                  Model &Unit)
      : Use(Use), Condition(Condition), Key(Key), In(In), Unit(Unit) {}

  Says read() {
    const Stmt *Below = &Use;
    for (const Stmt *Around = In.parent(Use);; Around = In.parent(*Around)) {
      if (!Around || !step(*Around, *Below))
        return Says::Nothing;
      if (Around == &Condition)
        break;
      Below = Around;
    }
    if (Answer == Says::Nothing || !IsNegated)
      return Answer;
    return Answer == Says::Empty ? Says::Full : Says::Empty;
  }

private:
  /// Whether the condition may still say something \p Around what is \p Below.
  bool step(const Stmt &Around, const Stmt &Below) {
    if (const auto *Cast = dyn_cast<CastExpr>(&Around)) {
      if (Cast->getType()->isBooleanType() && Answer == Says::Nothing && !IsIterator &&
          (!Key || IsCount) && !cast<Expr>(Below).getType()->isBooleanType())
        Answer = Says::Full;
      return true;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(&Around))
      return asks(*Member);
    if (const auto *Unary = dyn_cast<UnaryOperator>(&Around)) {
      IsNegated ^= Unary->getOpcode() == UO_LNot;
      return Unary->getOpcode() == UO_LNot;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Around);
        Binary && Binary->isEqualityOp() && Answer == Says::Nothing)
      return compares(Binary->getLHS() == &Below ? *Binary->getRHS() : *Binary->getLHS(),
                      Binary->getOpcode() == BO_EQ);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Around);
        Operator && Answer == Says::Nothing &&
        (Operator->getOperator() == OO_EqualEqual ||
         Operator->getOperator() == OO_ExclaimEqual))
      return compares(Operator->getArg(0) == &Below ? *Operator->getArg(1)
                                                    : *Operator->getArg(0),
                      Operator->getOperator() == OO_EqualEqual);
    const auto *Binary = dyn_cast<BinaryOperator>(&Around);
    return isa<ParenExpr, ExprWithCleanups, CXXMemberCallExpr, MaterializeTemporaryExpr,
               CXXBindTemporaryExpr, CXXRewrittenBinaryOperator>(&Around) ||
           (Binary && Binary->isLogicalOp());
  }

  /// `x.empty()`, `m.contains(key)`
  bool asks(const MemberExpr &Member) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
    if (!Method || Answer != Says::Nothing || IsIterator || IsCount)
      return false;
    if (Key)
      return looksUp(Member, *Method);
    if (isa<CXXConversionDecl>(Method) && Method->getReturnType()->isBooleanType())
      Answer = Says::Full;
    else if (Unit.Words.SizeQueries.matches(*Method))
      Answer = Method->getName().lower().find("empty") != std::string::npos ||
                       Method->getName().lower().find("null") != std::string::npos
                   ? Says::Empty
                   : Says::Full;
    return Answer != Says::Nothing;
  }

  bool looksUp(const MemberExpr &Member, const CXXMethodDecl &Method) {
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(In.parent(Member));
    if (!Call)
      return false;
    IsIterator = Unit.Containers.isIterator(Call->getType());
    if (IsIterator && Call->getNumArgs() == 0) { // `m.end()`
      IsEnd = true;
      return true;
    }
    if (Call->getNumArgs() != 1 || !Unit.Words.Lookups.matches(Method) ||
        !isSameKey(*Call->getArg(0), *Key))
      return false;
    if (Call->getType()->isBooleanType())
      Answer = Says::Full;
    IsCount = Call->getType()->isIntegerType() && !Call->getType()->isBooleanType();
    return IsIterator || IsCount || Answer == Says::Full;
  }

  bool compares(const Expr &Other, bool IsEqual) {
    bool IsEmpty = IsEqual;
    if (IsIterator) {
      if (!(IsEnd ? isFound(Other) : isEnd(Other)))
        return false;
    } else if (IsCount) {
      if (!isNothing(Other))
        return false;
    } else if (Key || !isNone(Other)) {
      return false;
    }
    Answer = IsEmpty ? Says::Empty : Says::Full;
    return true;
  }

  bool isEnd(const Expr &Other) const {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(written(&Other));
    return Call && Call->getNumArgs() == 0 &&
           Unit.Containers.isIterator(Call->getType()) &&
           placeOf(Call->getImplicitObjectArgument()) == placeOf(&Use);
  }

  /// Whether \p Other is what `m.find(key)` has returned.
  bool isFound(const Expr &Other) const {
    const Expr *Value = written(&Other);
    if (const auto *Name = dyn_cast<DeclRefExpr>(Value)) {
      const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
      if (!Variable || !Variable->getInit() || !hasOneValue(*Variable, In))
        return false;
      Value = written(Variable->getInit());
    }
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Value);
    return Call && Call->getNumArgs() == 1 && Call->getMethodDecl() &&
           Unit.Words.Lookups.matches(*Call->getMethodDecl()) &&
           isSameKey(*Call->getArg(0), *Key) &&
           placeOf(Call->getImplicitObjectArgument()) == placeOf(&Use);
  }

  bool isNone(const Expr &E) const {
    const Expr *Inner = written(&E);
    const CXXRecordDecl *Class = Unit.Types.record(Inner->getType());
    return isa<CXXNullPtrLiteralExpr, GNUNullExpr>(Inner) ||
           (Class && Unit.Words.EmptyTags.matches(*Class));
  }

  const Expr &Use, &Condition;
  const Expr *const Key;
  const Body &In;
  Model &Unit;
  Says Answer = Says::Nothing;
  bool IsNegated = false;
  /// What is below counts the elements with the key, or is an iterator: to such an
  /// element, or the end.
  bool IsCount = false, IsIterator = false, IsEnd = false;
};

} // namespace

Element elementOf(const Expr &E, const Body &In) {
  const Expr *Inner = written(&E);
  const Expr *Base = nullptr, *Key = nullptr;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Inner)) {
    Base = Subscript->getBase();
    Key = Subscript->getIdx();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner);
             Operator && Operator->getOperator() == OO_Subscript &&
             Operator->getNumArgs() == 2) {
    Base = Operator->getArg(0);
    Key = Operator->getArg(1);
  }
  return Key && isFixedKey(*Key, In) ? Element{Base, Key} : Element{};
}

bool isSameKey(const Expr &A, const Expr &B) {
  const Expr *One = written(&A), *Other = written(&B);
  if (const auto *Name = dyn_cast<DeclRefExpr>(One))
    return isa<DeclRefExpr>(Other) &&
           cast<DeclRefExpr>(Other)->getDecl() == Name->getDecl();
  if (const auto *Number = dyn_cast<IntegerLiteral>(One))
    return isa<IntegerLiteral>(Other) &&
           cast<IntegerLiteral>(Other)->getValue().getLimitedValue() ==
               Number->getValue().getLimitedValue();
  if (const auto *Text = dyn_cast<StringLiteral>(One))
    return isa<StringLiteral>(Other) &&
           cast<StringLiteral>(Other)->getBytes() == Text->getBytes();
  return false;
}

Says saysOf(const Expr &Use, const Expr &Condition, const Expr *Key, const Body &In,
            Model &Unit) {
  return ConditionReader(Use, Condition, Key, In, Unit).read();
}

} // namespace async_checks
