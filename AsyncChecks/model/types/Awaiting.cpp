// What awaiting an object of a type takes and gives: the part of Types that asks for
// awaiters.
#include "model/syntax/Body.h"
#include "model/types/Endings.h"
#include "model/types/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace async_checks {

/// What \p Body returns first; null if it has no return statement at its top level.
static const Expr *firstReturned(const Stmt *Body) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Block)
    return nullptr;
  for (const Stmt *Child : Block->body())
    if (const auto *Return = dyn_cast<ReturnStmt>(Child))
      return Return->getRetValue();
  return nullptr;
}

/// The class type that \p Function returns, or that the first return of its body makes
/// where the return type is deduced and was not instantiated.
QualType Types::awaiterOf(const FunctionDecl &Function) const {
  QualType Result = Function.getReturnType();
  if (record(Result))
    return Result;
  const Expr *Returned = firstReturned(bodyOrPattern(Function));
  return Returned ? Returned->getType() : QualType();
}

/// Whether the awaiter that \p Member of the promise returns is ready at once, by a
/// literal; nullopt if it decides at run time or cannot be seen.
std::optional<bool> Types::neverSuspends(const CXXRecordDecl &Promise,
                                         llvm::StringRef Member) {
  for (const NamedDecl *Found : members(Promise, Member)) {
    const auto *Function = dyn_cast<FunctionDecl>(Found);
    const CXXRecordDecl *Awaiter = Function ? record(awaiterOf(*Function)) : nullptr;
    if (!Awaiter)
      return std::nullopt;
    for (const NamedDecl *Ready : members(*Awaiter, "await_ready"))
      if (const auto *Method = dyn_cast<FunctionDecl>(Ready))
        if (const Expr *Answer = firstReturned(bodyOrPattern(*Method)))
          if (const auto *Literal =
                  dyn_cast<CXXBoolLiteralExpr>(Answer->IgnoreParenImpCasts()))
            return Literal->getValue();
  }
  return std::nullopt;
}

/// What `await_resume()` of \p Awaiter returns as it is declared, dependent and deduced
/// types included; null if there is no such member.
QualType Types::resumeType(const CXXRecordDecl &Awaiter) const {
  for (const NamedDecl *Found : members(Awaiter, "await_resume"))
    if (const auto *Resume = dyn_cast<CXXMethodDecl>(Found))
      return Resume->getReturnType();
  return {};
}

/// The argument that \p Instance, if it is one, has for the template parameter that
/// \p Type is; \p Type itself if it is none.
static QualType argumentFor(QualType Type, QualType Instance) {
  const auto *Parameter = Type.isNull() ? nullptr : Type->getAs<TemplateTypeParmType>();
  const auto *Record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Instance->getAsCXXRecordDecl());
  if (!Parameter || !Record || Parameter->getDepth() != 0 ||
      Parameter->getIndex() >= Record->getTemplateArgs().size())
    return Type;
  const TemplateArgument &Argument = Record->getTemplateArgs()[Parameter->getIndex()];
  return Argument.getKind() == TemplateArgument::Type ? Argument.getAsType() : Type;
}

static bool isSettled(QualType Type) {
  return !Type.isNull() && !Type->isDependentType() && !Type->isUndeducedType();
}

llvm::SmallVector<const FunctionDecl *, 4>
Types::awaitOperators(const CXXRecordDecl &Record) const {
  llvm::SmallVector<const FunctionDecl *, 4> Usable;
  auto Add = [&Usable](const FunctionDecl *Operator) {
    if (!Operator->isDeleted() && !Operator->getTrailingRequiresClause())
      Usable.push_back(Operator);
  };
  DeclarationName Name = Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  for (const NamedDecl *Member : members(Record, Name))
    if (const auto *Operator = dyn_cast<CXXMethodDecl>(Member))
      Add(Operator);
  for (const DeclContext *Scope = Record.getDeclContext(); Scope;
       Scope = Scope->getParent()) {
    if (!Scope->isFileContext())
      continue;
    for (const NamedDecl *Found : Scope->lookup(Name)) {
      const FunctionDecl *Operator = Found->getUnderlyingDecl()->getAsFunction();
      if (!Operator || Operator->getNumParams() != 1)
        continue;
      const CXXRecordDecl *Taken = record(Operator->getParamDecl(0)->getType());
      if (Taken && isOrDerivesFrom(Record, *Taken))
        Add(Operator);
    }
  }
  return Usable;
}

/// Whether \p Awaiter ends the coroutines that it suspends.
bool Types::endsCoroutines(const CXXRecordDecl &Awaiter) const {
  Members Suspends = members(Awaiter, "await_suspend");
  return !Suspends.empty() && llvm::all_of(Suspends, [](const NamedDecl *Suspend) {
    const FunctionDecl *Function = Suspend->getAsFunction();
    return Function && endsCoroutine(*Function);
  });
}

/// Whether all that coroutines with \p Promise await ends them, or lets them go on at
/// once.
bool Types::transformsIntoEnds(const CXXRecordDecl &Promise) const {
  Members Transforms = members(Promise, "await_transform");
  return !Transforms.empty() && llvm::all_of(Transforms, [&](const NamedDecl *Transform) {
    const FunctionDecl *Function = Transform->getAsFunction();
    const CXXRecordDecl *Awaiter = Function ? record(awaiterOf(*Function)) : nullptr;
    return Awaiter && endsCoroutines(*Awaiter);
  });
}

void Types::findAwaiter(const CXXRecordDecl &Record, TypeFacts &Facts) {
  bool OnLvalue = false, OnRvalue = false, IsEnd = true;
  auto Offer = [&](bool Lvalue, bool Rvalue, const FunctionDecl &Operator) {
    QualType Awaiter = awaiterOf(Operator);
    const CXXRecordDecl *Class = record(Awaiter);
    IsEnd &= Class && endsCoroutines(*Class);
    QualType Yield = Class ? argumentFor(resumeType(*Class), Awaiter) : QualType();
    QualType Settled = isSettled(Yield) ? Yield : QualType();
    bool IsUnknown = Yield.isNull() || Yield->isUndeducedType();
    if (Lvalue) {
      OnLvalue = true;
      Facts.LvalueYields = Settled;
      Facts.LvalueMayYieldReference = IsUnknown || Yield->isLValueReferenceType();
    }
    if (Rvalue && (!OnRvalue || !Lvalue)) {
      OnRvalue = true;
      Facts.RvalueYields = Settled;
      Facts.RvalueMayYieldReference = IsUnknown || Yield->isReferenceType();
    }
  };
  for (const FunctionDecl *Operator : awaitOperators(Record)) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Operator)) {
      RefQualifierKind Qualifier = Method->getRefQualifier();
      Offer(Qualifier != RQ_RValue, Qualifier != RQ_LValue || Method->isConst(), *Method);
      continue;
    }
    QualType Parameter = Operator->getParamDecl(0)->getType();
    bool ByValue = !Parameter->isReferenceType();
    bool Lvalue = Parameter->isLValueReferenceType() || (ByValue && !Facts.IsMoveOnly);
    bool Rvalue = !Parameter->isLValueReferenceType() ||
                  Parameter.getNonReferenceType().isConstQualified();
    Offer(Lvalue, Rvalue, *Operator);
  }
  if (!OnLvalue && !OnRvalue && !members(Record, "await_ready").empty() &&
      !members(Record, "await_resume").empty()) {
    OnLvalue = OnRvalue = true;
    IsEnd = endsCoroutines(Record);
    QualType Yield = resumeType(Record);
    Facts.LvalueYields = Facts.RvalueYields = isSettled(Yield) ? Yield : QualType();
    Facts.RvalueMayYieldReference =
        Yield.isNull() || Yield->isUndeducedType() || Yield->isReferenceType();
  }
  Facts.ShortCircuits = IsEnd && (OnLvalue || OnRvalue);
  if ((OnLvalue || OnRvalue) && !Facts.ShortCircuits)
    Facts.Awaits = OnLvalue ? Awaitable::Any : Awaitable::Rvalue;
}

/// A task whose awaiter keeps its result type to itself still shows it in the promise.
void Types::findFallbackYield(const CXXRecordDecl &Record, TypeFacts &Facts) {
  QualType Yield = firstArgument(Record);
  if (Yield.isNull() && !members(*Facts.Promise, "return_void").empty())
    Yield = Context.VoidTy;
  if (Yield.isNull())
    for (const NamedDecl *Member : members(*Facts.Promise, "return_value"))
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member);
          Method && Method->getNumParams() == 1)
        Yield = Method->getParamDecl(0)->getType().getNonReferenceType();
  if (!isSettled(Yield))
    return;
  Yield = Yield.getUnqualifiedType();
  if (Facts.LvalueYields.isNull())
    Facts.LvalueYields = Yield;
  if (Facts.RvalueYields.isNull())
    Facts.RvalueYields = Yield;
}

QualType Types::yields(QualType Type, bool IsLvalue) {
  const TypeFacts &Facts = of(Type);
  return IsLvalue && Facts.Awaits == Awaitable::Any ? Facts.LvalueYields
                                                    : Facts.RvalueYields;
}

bool Types::hasAwaitOperator(const CXXRecordDecl &Record) const {
  return !members(Record, Context.DeclarationNames.getCXXOperatorName(OO_Coawait))
              .empty();
}

bool Types::canAwait(const CXXRecordDecl *Promise, QualType Type) {
  const CXXRecordDecl *Operand = record(Type);
  return Operand && canAwait(Promise, *Operand);
}

bool Types::canAwait(const CXXRecordDecl *Promise, const CXXRecordDecl &Operand) {
  const TypeFacts &Facts = of(Operand);
  bool HasAwaiter = Facts.Awaits == Awaitable::Any || Facts.Awaits == Awaitable::Rvalue;
  if (!Promise)
    return HasAwaiter;
  if (Facts.IsOperation && Facts.Awaits == Awaitable::Family) {
    const Library *Library = Vocabulary::libraryOf(Operand);
    return Library && Library == Vocabulary::libraryOf(*Promise);
  }
  Members Transforms = members(*Promise, "await_transform");
  if (Transforms.empty())
    return HasAwaiter;

  for (const NamedDecl *Member : Transforms) {
    const FunctionDecl *Transform = Member->getAsFunction();
    if (!Transform || Transform->isDeleted() || Transform->getNumParams() == 0)
      continue;
    QualType Parameter = Transform->getParamDecl(0)->getType().getNonReferenceType();
    if (const CXXRecordDecl *Taken = record(Parameter)) {
      if (isOrDerivesFrom(Operand, *Taken))
        return true;
    } else if (isa<TemplateTypeParmType>(Parameter.getCanonicalType())) {
      // One with more parameters picks what it takes.
      bool TakesAll = HasAwaiter && Transform->getNumParams() == 1;
      if (TakesAll || (Facts.isTask() && sameTemplate(*Facts.Promise, *Promise)))
        return true;
    }
  }
  return false;
}

} // namespace async_checks
