#include "model/types/NullRun.h"
#include "model/syntax/Body.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace async_checks {

RunValue NullRun::stop(End How, const Stmt &Where) {
  if (goesOn()) {
    Ended = How;
    At = &Where;
  }
  return {};
}

/// \p Value, of which something behind the handle or pointer is wanted.
RunValue NullRun::used(RunValue Value, const Expr &Where) {
  if (Value.Is == RunValue::Null)
    return stop(End::UsesNull, Where);
  IsOtherUsed |= Value.Is == RunValue::Other;
  return Value;
}

RunValue NullRun::truth(RunValue Value) const {
  switch (Value.Is) {
  case RunValue::Null:
    return {RunValue::False};
  case RunValue::Other:
    return {RunValue::True};
  case RunValue::False:
  case RunValue::True:
    return Value;
  case RunValue::Unknown:
  case RunValue::Object:
    return {};
  }
  llvm_unreachable("no such value");
}

RunValue NullRun::makeObject(const CXXRecordDecl &Record) {
  Objects.push_back({&Record, Fields()});
  return {RunValue::Object, unsigned(Objects.size() - 1)};
}

bool NullRun::isHandle(QualType Type) const {
  const CXXRecordDecl *Record = Known.record(Type);
  return Record && Words.Handles.matches(*Record);
}

// --- Statements ---

void NullRun::run(const Stmt *Statement) {
  if (!Statement || isOver())
    return;
  if (const auto *Block = dyn_cast<CompoundStmt>(Statement)) {
    for (const Stmt *Each : Block->body())
      run(Each);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(Statement)) {
    const Expr *Given = Return->getRetValue();
    const auto *List = dyn_cast_or_null<InitListExpr>(Given);
    RunValue Value = List && List->getType()->isVoidType()
                         ? madeOf(Frames.back().Result, Given)
                         : evaluate(Given);
    Frames.back().Returned = Value;
    Frames.back().HasReturned = true;
  } else if (const auto *If = dyn_cast<IfStmt>(Statement)) {
    runIf(*If);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(Statement)) {
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared); Variable && !isOver())
        Frames.back().Variables[Variable] =
            Variable->getInit() ? evaluate(Variable->getInit()) : RunValue();
  } else if (const auto *Attributed = dyn_cast<AttributedStmt>(Statement)) {
    run(Attributed->getSubStmt());
  } else if (const auto *E = dyn_cast<Expr>(Statement)) {
    evaluate(E);
  } else if (!isa<NullStmt>(Statement)) {
    stop(End::Lost, *Statement);
  }
}

void NullRun::runIf(const IfStmt &If) {
  run(If.getInit());
  run(If.getConditionVariableDeclStmt());
  if (isOver())
    return;
  RunValue Condition;
  if (!If.isConstexpr()) {
    Condition = truth(evaluate(If.getCond()));
  } else if (std::optional<const Stmt *> Kept = If.getNondiscardedCase(Context)) {
    run(*Kept);
    return;
  }
  if (Condition.Is == RunValue::True)
    run(If.getThen());
  else if (Condition.Is == RunValue::False)
    run(If.getElse());
  else
    runEither(If.getThen(), If.getElse(), If);
}

/// Runs the one of two that goes on where the other does not, and none if they are at
/// odds.
void NullRun::runEither(const Stmt *Then, const Stmt *Else, const Stmt &Whole) {
  if (isOver())
    return;
  auto Objects = this->Objects;
  Frame Here = Frames.back();
  bool WasOtherUsed = IsOtherUsed;
  auto Rewind = [&] {
    this->Objects = Objects;
    Frames.back() = Here;
    IsOtherUsed = WasOtherUsed;
    Ended = End::None;
  };
  run(Then);
  End First = Ended;
  const Stmt *FirstAt = At;
  Frame AfterFirst = Frames.back();
  bool FirstUsesOther = IsOtherUsed;
  Rewind();
  run(Else);
  auto Fails = [](End How) { return How == End::Throws || How == End::Aborts; };
  if (First == End::Lost || Ended == End::Lost) {
    stop(End::Lost, Whole);
    Ended = End::Lost;
  } else if (First == Ended || Fails(First)) {
    bool IsSame = First != End::None || Fails(First) ||
                  (AfterFirst.HasReturned == Frames.back().HasReturned &&
                   AfterFirst.Returned == Frames.back().Returned);
    if (!IsSame)
      stop(End::Lost, Whole);
    IsOtherUsed |= FirstUsesOther;
  } else if (Fails(Ended)) {
    Rewind();
    run(Then);
  } else {
    Ended = End::Lost;
    At = FirstAt;
  }
}

// --- Expressions ---

RunValue NullRun::evaluate(const Expr *E) {
  if (!E || isOver())
    return {};
  E = E->IgnoreParens();
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    RunValue Value = evaluate(Cast->getSubExpr());
    if (Cast->getCastKind() == CK_NullToPointer)
      return {RunValue::Null};
    return Cast->getType()->isBooleanType() ? truth(Value) : Value;
  }
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return evaluate(Full->getSubExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return evaluate(Temporary->getSubExpr());
  if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(E))
    return evaluate(Temporary->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return evaluate(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return evaluate(Default->getExpr());
  if (const auto *Literal = dyn_cast<CXXBoolLiteralExpr>(E))
    return {Literal->getValue() ? RunValue::True : RunValue::False};
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    return {RunValue::Null};
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E))
    return madeOf(E->getType(), {});
  if (isa<CXXThisExpr>(E))
    return Frames.back().Self;
  if (isa<CXXThrowExpr>(E))
    return stop(End::Throws, *E);
  if (isa<StmtExpr>(E) || suspensionOperand(*E))
    return stop(End::Lost, *E);
  if (const auto *Name = dyn_cast<DeclRefExpr>(E))
    return Frames.back().Variables.lookup(Name->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return field(Member->getBase(), Member->getMemberDecl()->getIdentifier(),
                 Member->isArrow(), *E);
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
    return field(Member->isImplicitAccess() ? nullptr : Member->getBase(),
                 Member->getMember().getAsIdentifierInfo(), Member->isArrow(), *E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    RunValue Value = evaluate(Unary->getSubExpr());
    if (Unary->getOpcode() == UO_LNot)
      return truth(Value).negated();
    if (Unary->getOpcode() == UO_Deref)
      return used(Value, *E);
    bool IsAddress = Unary->getOpcode() == UO_AddrOf && Value.Is == RunValue::Object;
    return IsAddress ? Value : RunValue();
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return operation(*Binary);
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return evaluate(Rewritten->getSemanticForm());
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    RunValue Condition = truth(evaluate(Choice->getCond()));
    if (Condition.Is == RunValue::Unknown)
      return stop(End::Lost, *E);
    return evaluate(Condition.Is == RunValue::True ? Choice->getTrueExpr()
                                                   : Choice->getFalseExpr());
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return callOf(*Call);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return construction(*Made);
  if (const auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E)) {
    llvm::SmallVector<const Expr *, 4> Given(Made->arg_begin(), Made->arg_end());
    return madeOf(Made->getTypeAsWritten(), Given);
  }
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    llvm::SmallVector<const Expr *, 4> Given(List->inits().begin(), List->inits().end());
    return madeOf(List->getType(), Given);
  }
  if (const auto *List = dyn_cast<ParenListExpr>(E))
    return List->getNumExprs() == 1 ? evaluate(List->getExpr(0)) : RunValue();
  return {};
}

RunValue NullRun::field(const Expr *Base, const IdentifierInfo *Name, bool IsArrow,
                        const Expr &Whole) {
  RunValue Object = Base ? evaluate(Base) : Frames.back().Self;
  if (IsArrow)
    Object = used(Object, Whole);
  if (!goesOn() || Object.Is != RunValue::Object)
    return {};
  return Objects[Object.Index].Members.lookup(Name);
}

RunValue NullRun::operation(const BinaryOperator &Binary) {
  if (Binary.isLogicalOp())
    return logical(Binary);
  if (Binary.isAssignmentOp()) {
    RunValue Value = evaluate(Binary.getRHS());
    if (goesOn())
      assign(Binary.getLHS(), Binary.getOpcode() == BO_Assign ? Value : RunValue());
    return Value;
  }
  RunValue Left = evaluate(Binary.getLHS()), Right = evaluate(Binary.getRHS());
  if (Binary.isEqualityOp())
    return equality(Left, Right, Binary.getOpcode() == BO_EQ);
  return Binary.getOpcode() == BO_Comma ? Right : RunValue();
}

RunValue NullRun::logical(const BinaryOperator &Binary) {
  RunValue Left = truth(evaluate(Binary.getLHS()));
  RunValue::Kind Decides =
      Binary.getOpcode() == BO_LOr ? RunValue::True : RunValue::False;
  if (!goesOn() || Left.Is == Decides || Left.Is == RunValue::Unknown)
    return Left;
  return truth(evaluate(Binary.getRHS()));
}

RunValue NullRun::equality(RunValue Left, RunValue Right, bool IsEqual) const {
  auto IsPointer = [](RunValue Value) {
    return Value.Is == RunValue::Null || Value.Is == RunValue::Other ||
           Value.Is == RunValue::Object;
  };
  if (!IsPointer(Left) || !IsPointer(Right) ||
      (Left.Is != RunValue::Null && Right.Is != RunValue::Null))
    return {};
  return {(Left.Is == Right.Is) == IsEqual ? RunValue::True : RunValue::False};
}

void NullRun::assign(const Expr *Target, RunValue Value) {
  Target = written(Target);
  if (const auto *Name = dyn_cast<DeclRefExpr>(Target)) {
    Frames.back().Variables[Name->getDecl()] = Value;
    return;
  }
  const Expr *Base = nullptr;
  const IdentifierInfo *Name = nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(Target)) {
    Base = Member->getBase();
    Name = Member->getMemberDecl()->getIdentifier();
  } else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Target)) {
    Base = Member->isImplicitAccess() ? nullptr : Member->getBase();
    Name = Member->getMember().getAsIdentifierInfo();
  } else {
    return;
  }
  RunValue Object = Base ? evaluate(Base) : Frames.back().Self;
  if (Object.Is == RunValue::Object)
    Objects[Object.Index].Members[Name] = Value;
}

} // namespace async_checks
