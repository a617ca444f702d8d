// What calls do: the part of NullRun that knows of handles and the standard library.
#include "model/syntax/Body.h"
#include "model/types/NullRun.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

RunValue NullRun::callOf(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return operatorCall(*Operator);
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return member(Call, Member->getBase(), Member->isArrow(), Member->getMemberDecl(),
                  Member->getMemberDecl()->getDeclName());
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return member(Call, Member->isImplicitAccess() ? nullptr : Member->getBase(),
                  Member->isArrow(), nullptr, Member->getMember());
  if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
    return member(Call, Member->isImplicitAccess() ? nullptr : Member->getBase(),
                  Member->isArrow(), nullptr, Member->getMemberName());
  if (const auto *Name = dyn_cast<UnresolvedLookupExpr>(Callee))
    if (const IdentifierInfo *Identifier = Name->getName().getAsIdentifierInfo();
        Identifier && !Name->decls().empty() &&
        (*Name->decls_begin())->isInStdNamespace())
      return standardCall(Call, Identifier->getName());
  const FunctionDecl *Function = Call.getDirectCallee();
  if (!Function) {
    for (const Expr *Argument : Call.arguments())
      evaluate(Argument);
    return {};
  }
  if (Function->isInStdNamespace() && Function->getIdentifier())
    return standardCall(Call, Function->getName());
  return callInSight(*Function, {}, {Call.getArgs(), Call.getNumArgs()}, Call);
}

RunValue NullRun::standardCall(const CallExpr &Call, llvm::StringRef Name) {
  llvm::SmallVector<RunValue, 2> Given;
  for (const Expr *Argument : Call.arguments())
    Given.push_back(evaluate(Argument));
  if (!goesOn() || Given.empty())
    return {};
  if (Name == "exchange" && Given.size() == 2) {
    const Expr *By = written(Call.getArg(1));
    const auto *List = dyn_cast<InitListExpr>(By);
    bool IsEmpty = List && List->getNumInits() == 0;
    assign(Call.getArg(0), IsEmpty ? RunValue{RunValue::Null} : Given[1]);
    return Given[0];
  }
  if (Name == "swap" && Given.size() == 2) {
    assign(Call.getArg(0), Given[1]);
    assign(Call.getArg(1), Given[0]);
    return {};
  }
  bool IsPassedOn =
      Name == "move" || Name == "forward" || Name == "as_const" || Name == "addressof";
  for (RunValue Each : Given)
    IsOtherUsed |= !IsPassedOn && Each.Is == RunValue::Other;
  return IsPassedOn ? Given[0] : RunValue();
}

RunValue NullRun::operatorCall(const CXXOperatorCallExpr &Call) {
  llvm::SmallVector<RunValue, 2> Given;
  for (const Expr *Argument : Call.arguments())
    Given.push_back(evaluate(Argument));
  if (!goesOn())
    return {};
  OverloadedOperatorKind Kind = Call.getOperator();
  RunValue First = Given.front();
  if (First.Is == RunValue::Object) {
    const FunctionDecl *Function = Call.getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    return Method ? callInSight(*Method, First,
                                Arguments(Call.getArgs(), Call.getNumArgs()).drop_front(),
                                Call)
                  : RunValue();
  }
  switch (Kind) {
  case OO_Arrow:
  case OO_Star:
  case OO_Call:
    return used(First, Call), RunValue();
  case OO_EqualEqual:
  case OO_ExclaimEqual:
    return equality(First, Given.back(), Kind == OO_EqualEqual);
  case OO_Exclaim:
    return truth(First).negated();
  case OO_Equal:
    assign(Call.getArg(0), Given.back());
    return Given.back();
  default:
    return {};
  }
}

RunValue NullRun::member(const CallExpr &Call, const Expr *Object, bool IsArrow,
                         const NamedDecl *Method, DeclarationName Name) {
  RunValue Self = Object ? evaluate(Object) : Frames.back().Self;
  if (!goesOn())
    return {};
  bool IsOfHandle = Self.Is == RunValue::Null || Self.Is == RunValue::Other ||
                    (Object && isHandle(Object->getType()));
  if (IsOfHandle && !(IsArrow && Self.Is != RunValue::Object))
    return memberOfHandle(Self, Call, Object, Method, Name);
  if (IsArrow)
    Self = used(Self, Call);
  if (!goesOn())
    return {};
  const CXXRecordDecl *Class = classOf(Self);
  const FunctionDecl *Function = Class ? bodyIn(*Class, Method, Name) : nullptr;
  Arguments Given(Call.getArgs(), Call.getNumArgs());
  if (Function)
    return callInSight(*Function, Self, Given, Call);
  for (const Expr *Argument : Given)
    if (RunValue Value = evaluate(Argument); Value.Is == RunValue::Other)
      IsOtherUsed = true;
  if (Class)
    Objects[Self.Index].Members.clear();
  return {};
}

/// A member of a class of which all is known: `h.done()`, `p.get()`.
RunValue NullRun::memberOfHandle(RunValue Handle, const CallExpr &Call,
                                 const Expr *Object, const NamedDecl *Method,
                                 DeclarationName Name) {
  llvm::SmallVector<RunValue, 2> Given;
  for (const Expr *Argument : Call.arguments())
    Given.push_back(evaluate(Argument));
  if (!goesOn())
    return {};
  if (Name.getNameKind() == DeclarationName::CXXConversionFunctionName)
    return Name.getCXXNameType()->isBooleanType() ? truth(Handle) : Handle;
  const IdentifierInfo *Identifier = Name.getAsIdentifierInfo();
  if (!Identifier)
    return {};
  if (Words.HandleUses.matchesName(Identifier->getName()))
    return used(Handle, Call), RunValue();
  if (Words.HandleResets.matchesName(Identifier->getName())) {
    assign(Object, Given.empty() ? RunValue{RunValue::Null} : Given.front());
    return Handle;
  }
  return Words.HandleValues.matchesName(Identifier->getName()) ? Handle : RunValue();
}

/// The method that a call of \p Method, or of what \p Name names, runs on an object of \p
/// Class; null if it is not in sight.
const FunctionDecl *NullRun::bodyIn(const CXXRecordDecl &Class, const NamedDecl *Method,
                                    DeclarationName Name) const {
  const FunctionDecl *Found = Method ? Method->getAsFunction() : nullptr;
  if (Found && definitionOf(*Found))
    return Found;
  auto All = Known.members(Class, Name);
  Found = All.size() == 1 ? All.front()->getAsFunction() : nullptr;
  return Found && definitionOf(*Found) ? Found : nullptr;
}

RunValue NullRun::callInSight(const FunctionDecl &Function, RunValue Self,
                              Arguments Given, const Expr &Whole) {
  llvm::SmallVector<RunValue, 4> Values;
  for (const Expr *Argument : Given)
    Values.push_back(evaluate(Argument));
  if (!goesOn())
    return {};
  if (definitionOf(Function))
    return call(Function, Self, Values);
  for (RunValue Each : Values) {
    IsOtherUsed |= Each.Is == RunValue::Other;
    if (Each.Is == RunValue::Object) // Who knows what becomes of it.
      Objects[Each.Index].Members.clear();
  }
  return Function.isNoReturn() ? stop(End::Aborts, Whole) : RunValue();
}

const FunctionDecl *NullRun::definitionOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (Function.isDefined(Definition) && Definition->getBody())
    return Definition;
  Definition = Function.getTemplateInstantiationPattern();
  if (Definition && Definition->getBody())
    return Definition;
  const FunctionTemplateDecl *Template = Function.getDescribedFunctionTemplate();
  while (Template && (Template = Template->getInstantiatedFromMemberTemplate()))
    if (Template->getTemplatedDecl()->isDefined(Definition) && Definition->getBody())
      return Definition;
  return nullptr;
}

RunValue NullRun::call(const FunctionDecl &Function, RunValue Self,
                       llvm::ArrayRef<RunValue> Given) {
  const FunctionDecl *Definition = definitionOf(Function);
  const Stmt *Body = Definition ? Definition->getBody() : nullptr;
  if (!Body || isa<CoroutineBodyStmt>(Body) || Frames.size() == MaxFrames)
    return {};
  Frame &Here = Frames.emplace_back();
  Here.Self = Self;
  Here.Result = Definition->getReturnType();
  for (unsigned Index = 0; Index < Definition->getNumParams(); ++Index)
    Here.Variables[Definition->getParamDecl(Index)] =
        Index < Given.size() ? Given[Index] : RunValue();
  run(Body);
  RunValue Returned = Frames.back().Returned;
  Frames.pop_back();
  return Returned;
}

} // namespace async_checks
