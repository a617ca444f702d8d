#include "fix/AwaitExpr.h"
#include "model/syntax/FileRange.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether \p E binds less tightly than what `co_await` takes: `a ? b : c`, `a && b`.
/// Another `co_await` binds as tightly, and reads better in parentheses.
bool needsParensBehindKeyword(const Expr *E) {
  E = E->IgnoreImplicit();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->isInfixBinaryOp();
  return isa<BinaryOperator, AbstractConditionalOperator, CXXThrowExpr,
             CoroutineSuspendExpr>(E);
}

/// Whether the place of \p Whole binds more tightly than `co_await`: `whole.name`.
bool needsParensAround(const Body &In, const Expr &Whole) {
  const Stmt *Below = &Whole;
  const Stmt *Around = In.parent(Whole);
  while (isa_and_nonnull<ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr,
                         CXXBindTemporaryExpr>(Around)) {
    Below = Around;
    Around = In.parent(*Around);
  }
  if (!Around)
    return false;
  if (isa<MemberExpr, CXXDependentScopeMemberExpr>(Around))
    return true;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Around))
    return Subscript->getLHS() == Below;
  if (const auto *Unary = dyn_cast<UnaryOperator>(Around))
    return Unary->isPostfix();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around)) {
    switch (Operator->getOperator()) {
    case OO_Subscript:
    case OO_Arrow:
    case OO_Call:
      return Operator->getArg(0) == Below;
    case OO_PlusPlus:
    case OO_MinusMinus:
      return Operator->getNumArgs() == 2;
    default:
      return false;
    }
  }
  if (const auto *Call = dyn_cast<CallExpr>(Around))
    return Call->getCallee() == Below;
  return false;
}

/// Whether `std::move` of an object can be called in the unit.
bool hasMove(const ASTContext &Context) {
  auto &Names = const_cast<ASTContext &>(Context).Idents;
  for (const NamedDecl *Std : Context.getTranslationUnitDecl()->lookup(&Names.get("std")))
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Std))
      for (const NamedDecl *Move : Namespace->lookup(&Names.get("move")))
        if (const FunctionDecl *Function = Move->getUnderlyingDecl()->getAsFunction())
          if (Function->getNumParams() == 1)
            return true;
  return false;
}

/// An lvalue whose type hands its result to rvalues alone, or hands a reference to
/// lvalues where the value itself is needed and cannot be copied.
bool needsMove(Model &Model, const AwaitRequest &Request, QualType Type) {
  bool IsLvalue = Request.Dereference || (!Request.Call && Request.Operand->isLValue());
  if (!IsLvalue)
    return false;
  const TypeFacts &Facts = Model.Types.of(Type);
  if (Facts.Awaits == Awaitable::Rvalue)
    return true;
  if (Facts.Awaits == Awaitable::Family)
    return Facts.IsMoveOnly;
  return Facts.LvalueMayYieldReference && Request.Whole->isPRValue() &&
         Request.Whole->getType()->isRecordType() &&
         Model.Types.of(Request.Whole->getType()).IsMoveOnly;
}

/// Whether a reference is bound to the value of \p Request, and would be left with one
/// into the awaited temporary.
bool outlives(Model &Model, const AwaitRequest &Request, QualType Type, const Body &In) {
  const Stmt *Around = In.parent(*Request.Whole);
  while (isa_and_nonnull<ImplicitCastExpr, CXXBindTemporaryExpr, ParenExpr,
                         ConditionalOperator>(Around))
    Around = In.parent(*Around);
  const auto *Value = dyn_cast_or_null<MaterializeTemporaryExpr>(Around);
  bool IsMade = Request.Call || !Request.Operand->isLValue();
  return Value && Value->getExtendingDecl() && IsMade &&
         Model.Types.of(Type).RvalueMayYieldReference;
}

/// Whether the value of a `co_await` can stand where the value of the wait stood.
bool mayReplace(const BlockingWait &Wait, const Body &In, Model &Model) {
  const CallExpr &Call = *Wait.Whole;
  bool IsMember = isa<CXXMemberCallExpr>(Call);
  // One of several may be awaited here, and the others would be forgotten.
  bool IsOneOfSeveral =
      !IsMember && llvm::count_if(namedCall(Call).Arguments, [&](const Expr *Argument) {
                     return Model.Types.of(Argument->getType()).Awaits != Awaitable::No;
                   }) > 1;
  if (Wait.IsTimed || IsOneOfSeveral)
    return false;
  bool IsLvalue = Wait.ThroughPointer || Wait.Awaited->isLValue();
  QualType Yield = Model.Types.yields(Wait.awaitedType(), IsLvalue);
  if (!sameValue(Model.Context, Yield, Call.getType())) {
    // A member that hands back nothing leaves the value in the task for later.
    bool WouldMove =
        IsLvalue && Model.Types.of(Wait.awaitedType()).Awaits == Awaitable::Rvalue;
    bool HasValue = Yield.isNull() || !Yield->isVoidType();
    return !(IsMember && HasValue) && !WouldMove && In.isDiscarded(Call);
  }
  if (!Call.isLValue() || Yield->isLValueReferenceType())
    return true;
  // A reference into the task becomes a value: right unless it is bound.
  const Stmt *Around = In.parent(Call);
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around);
  return In.isDiscarded(Call) || isa_and_nonnull<CXXConstructExpr>(Around) ||
         (Cast && Cast->getCastKind() == CK_LValueToRValue);
}

} // namespace

/// Where the expressions of \p Request, the operand inside, can be written anew.
static std::optional<std::pair<CharSourceRange, CharSourceRange>>
placesOf(const AwaitRequest &Request, const ASTContext &Context) {
  SourceRange Whole = Request.Whole->IgnoreImplicit()->getSourceRange();
  SourceRange Operand = Request.Operand->IgnoreImplicit()->getSourceRange();
  if (Whole.getBegin().isMacroID() && !Request.MayBeArgument)
    return std::nullopt;
  CharSourceRange Outer = fileRange(Whole, Context), Inner = fileRange(Operand, Context);
  bool AreTogether = fileRange({Whole.getBegin(), Operand.getBegin()}, Context).isValid();
  if (Outer.isInvalid() || Inner.isInvalid() || !AreTogether ||
      Source(Context).hasDirective(Outer.getBegin(), Outer.getEnd()))
    return std::nullopt;
  return std::pair(Outer, Inner);
}

std::optional<Edit> awaitInstead(Model &Model, const Body &In, const BlockingWait &Wait) {
  if (!mayReplace(Wait, In, Model))
    return std::nullopt;
  return awaitExpr(
      Model, In,
      {.Whole = Wait.Whole, .Operand = Wait.Awaited, .Dereference = Wait.ThroughPointer});
}

std::optional<Edit> awaitInstead(Model &Model, const Body &In, const BlockingWait &Wait,
                                 const CXXRecordDecl *Promise) {
  if (!mayReplace(Wait, In, Model))
    return std::nullopt;
  return awaitExpr(Model, In,
                   {.Whole = Wait.Whole,
                    .Operand = Wait.Awaited,
                    .Dereference = Wait.ThroughPointer,
                    .Promise = Promise,
                    .MayBeArgument = true});
}

std::optional<Edit> awaitExpr(Model &Model, const Body &In, const AwaitRequest &Request) {
  const Expr &Whole = *Request.Whole->IgnoreImplicit();
  const Expr &Operand = *Request.Operand->IgnoreImplicit();
  Source Text(Model.Context);
  auto Places = placesOf(Request, Model.Context);
  if (!(Request.Promise || Request.IsOnTrust || In.isCoroutine()) ||
      !In.allowsAwait(*Request.Whole) || !Places)
    return std::nullopt;

  QualType Awaited = Request.Type.isNull() ? Operand.getType() : Request.Type;
  if (Request.Dereference) {
    if (!Awaited->getPointeeType().isNull())
      Awaited = Awaited->getPointeeType();
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&Whole))
      Awaited = objectTypeOf(*Call);
  }
  const CXXRecordDecl *Promise = Request.Promise ? Request.Promise : In.promise();
  if (!Request.IsOnTrust &&
      (!Model.Types.canAwait(Promise, Awaited) || outlives(Model, Request, Awaited, In)))
    return std::nullopt;

  bool Moves = !Request.IsOnTrust && needsMove(Model, Request, Awaited);
  bool InnerParens = !Moves && needsParensBehindKeyword(&Operand);
  bool OuterParens = needsParensAround(In, *Request.Whole);
  std::string Before = OuterParens ? "(co_await " : "co_await ";
  std::string After = Request.Call ? "()" : "";
  if (Moves) {
    Before += "std::move(";
    After += ")";
  } else if (InnerParens) {
    Before += "(";
    After += ")";
  }
  if (Request.Dereference)
    Before += "*";
  if (OuterParens)
    After += ")";

  Edit Result;
  SourceLocation Begin = Places->first.getBegin(), End = Places->first.getEnd();
  SourceLocation First = Places->second.getBegin(), Last = Places->second.getEnd();

  Before += Text.comments(Begin, First);
  if (Begin != First)
    Result.Changes.push_back(
        FixItHint::CreateReplacement(Source::chars(Begin, First), Before));
  else
    Result.Changes.push_back(FixItHint::CreateInsertion(First, Before));
  After = Text.comments(Last, End) + After;
  if (Last != End)
    Result.Changes.push_back(
        FixItHint::CreateReplacement(Source::chars(Last, End), After));
  else if (!After.empty())
    Result.Changes.push_back(FixItHint::CreateInsertion(End, After));
  if (Moves && !hasMove(Model.Context))
    Result.Headers.push_back({"<utility>", Begin});
  return Result;
}

} // namespace async_checks
