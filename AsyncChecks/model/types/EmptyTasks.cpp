#include "model/types/EmptyTasks.h"
#include "model/syntax/Body.h"
#include "model/types/Endings.h"
#include "model/types/NullRun.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

const Expr *objectIn(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<CastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(Inner))
      Inner = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(Inner);
             Made && Made->getConstructor()->isCopyOrMoveConstructor())
      Inner = Made->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

/// Whether \p E is nothing, or an object made of nothing.
static bool isMadeOfNothing(const Expr *E) {
  const Expr *Inner = objectIn(E);
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, CXXDefaultArgExpr, ImplicitValueInitExpr,
          CXXScalarValueInitExpr, CXXDefaultInitExpr>(Inner))
    return true;
  if (const auto *List = dyn_cast<InitListExpr>(Inner))
    return llvm::all_of(List->inits(), isMadeOfNothing);
  const auto *Made = dyn_cast<CXXConstructExpr>(Inner);
  return Made && llvm::all_of(Made->arguments(), isMadeOfNothing);
}

static AwaitResult resultOf(const NullRun &Run) {
  switch (Run.end()) {
  case NullRun::End::None:
    return {AwaitEnd::Comes};
  case NullRun::End::Lost:
    return {};
  case NullRun::End::UsesNull:
    return {AwaitEnd::UsesNull, Run.endedAt()};
  case NullRun::End::Throws:
    return {AwaitEnd::Throws, Run.endedAt()};
  case NullRun::End::Aborts:
    return {AwaitEnd::Aborts, Run.endedAt()};
  }
  llvm_unreachable("no such end");
}

namespace {

/// Awaits an object as the compiler does.
class AwaitRun {
public:
  AwaitRun(Types &Known, NullRun &Run) : Known(Known), Run(Run) {}

  AwaitResult await(RunValue Task) {
    RunValue Awaiter = awaiterOf(Task);
    if (Run.end() != NullRun::End::None)
      return resultOf(Run);
    const CXXRecordDecl *Class = Run.classOf(Awaiter);
    if (!Class)
      return {};
    RunValue Ready = callMember(*Class, Awaiter, "await_ready").value_or(RunValue());
    if (Run.end() != NullRun::End::None)
      return resultOf(Run);
    if (Ready.Is == RunValue::False) {
      const FunctionDecl *Suspend = only(*Class, "await_suspend");
      if (!Suspend)
        return {};
      RunValue Next = Run.call(*Suspend, Awaiter, {RunValue{RunValue::Other}});
      if (Run.end() != NullRun::End::None)
        return resultOf(Run);
      if (Next.Is == RunValue::Null)
        return {AwaitEnd::UsesNull, Suspend->getBody()};
      bool IsSuspended =
          Suspend->getReturnType()->isVoidType() || Next.Is == RunValue::True;
      if (IsSuspended && !Run.hasUsedOther())
        return {AwaitEnd::Hangs, Suspend->getBody()};
      if (Next.Is != RunValue::False && Next.Is != RunValue::Other)
        return {};
    } else if (Ready.Is != RunValue::True) {
      return {};
    }
    if (!callMember(*Class, Awaiter, "await_resume"))
      return {};
    return resultOf(Run);
  }

private:
  /// The one member of \p Class named \p Name, if its body is in sight.
  const FunctionDecl *only(const CXXRecordDecl &Class, llvm::StringRef Name) const {
    auto All = Known.members(Class, Name);
    const FunctionDecl *Member = All.size() == 1 ? All.front()->getAsFunction() : nullptr;
    return Member ? NullRun::definitionOf(*Member) : nullptr;
  }

  std::optional<RunValue> callMember(const CXXRecordDecl &Class, RunValue Self,
                                     llvm::StringRef Name) {
    const FunctionDecl *Member = only(Class, Name);
    return Member ? std::optional(Run.call(*Member, Self, {})) : std::nullopt;
  }

  RunValue awaiterOf(RunValue Task) {
    const CXXRecordDecl &Class = *Run.classOf(Task);
    // What is awaited is the result of a call.
    const FunctionDecl *Fits = nullptr;
    for (const FunctionDecl *Each : Known.awaitOperators(Class)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Each);
      if (!Fits || (Method && Method->getRefQualifier() == RQ_RValue))
        Fits = Each;
    }
    if (Fits)
      return isa<CXXMethodDecl>(Fits) ? Run.call(*Fits, Task, {})
                                      : Run.call(*Fits, {}, {Task});
    const TypeFacts &Facts = Known.of(Class);
    if (Facts.Awaits != Awaitable::Family)
      return Task;
    for (const NamedDecl *Member : Known.members(*Facts.Promise, "await_transform"))
      if (const FunctionDecl *Transform = Member->getAsFunction();
          Transform && Transform->getNumParams() == 1 &&
          NullRun::definitionOf(*Transform))
        if (const CXXRecordDecl *Taken =
                Known.record(Transform->getParamDecl(0)->getType());
            Taken && sameTemplate(*Taken, Class))
          return Run.call(*Transform, {}, {Task});
    return {};
  }

  Types &Known;
  NullRun &Run;
};

} // namespace

AwaitResult EmptyTasks::byName(AwaitResult Found, const CXXRecordDecl &Record) const {
  bool IsBroken = Found.Ends == AwaitEnd::Unknown && Words.NullTasks.matches(Record);
  return IsBroken ? AwaitResult{AwaitEnd::IsBroken} : Found;
}

AwaitResult EmptyTasks::awaitMade(const Expr &From) {
  const Expr *Inner = objectIn(&From);
  const CXXRecordDecl *Record = Known.record(Inner->getType());
  if (!Record || !isa<CXXConstructExpr, InitListExpr>(Inner) || !isMadeOfNothing(Inner))
    return {};
  const auto *Constructs = dyn_cast<CXXConstructExpr>(Inner);
  std::pair<const Decl *, unsigned> Key =
      Constructs ? std::pair<const Decl *, unsigned>(
                       Constructs->getConstructor()->getCanonicalDecl(),
                       Constructs->getNumArgs())
                 : std::pair<const Decl *, unsigned>(Record->getCanonicalDecl(), 0);
  auto [Found, IsNew] = Made.try_emplace(Key);
  if (!IsNew)
    return Found->second;
  AwaitResult Result = byName(runMade(*Inner, *Record), *Record);
  return Made[Key] = Result;
}

AwaitResult EmptyTasks::runMade(const Expr &From, const CXXRecordDecl &Record) {
  NullRun Run(Known, Words, Context);
  RunValue Task = Run.evaluate(&From);
  if (Run.end() != NullRun::End::None || Task.Is != RunValue::Object)
    return {};
  return AwaitRun(Known, Run).await(Task);
}

AwaitResult EmptyTasks::awaitMoved(const CXXRecordDecl &Record) {
  auto [Found, IsNew] = Moved.try_emplace({Record.getCanonicalDecl(), 0});
  if (!IsNew)
    return Found->second;
  AwaitResult Result = byName(runMoved(Record), Record);
  return Moved[{Record.getCanonicalDecl(), 0}] = Result;
}

AwaitResult EmptyTasks::runMoved(const CXXRecordDecl &Record) {
  NullRun Run(Known, Words, Context);
  RunValue Task = Run.makeObject(Record);
  for (const CXXConstructorDecl *Each : Record.ctors())
    if (Each->isMoveConstructor()) {
      Run.move(*Each, Task);
      return Run.end() == NullRun::End::None ? AwaitRun(Known, Run).await(Task)
                                             : AwaitResult();
    }
  return {};
}

/// Whether \p Method, called by whoever has the task, resumes its coroutine.
static bool starts(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = NullRun::definitionOf(Method);
  return Definition && Method.getAccess() == AS_public && Method.param_empty() &&
         Method.getReturnType()->isVoidType() &&
         namesMember(Definition->getBody(), {"resume", "await_suspend"});
}

bool EmptyTasks::canBeStarted(const Expr &Made) const {
  const Expr *Inner = objectIn(&Made);
  const CXXRecordDecl *Record = Known.record(Inner->getType());
  return Record && llvm::any_of(Record->methods(), [&](const CXXMethodDecl *Method) {
           NullRun Run(Known, Words, Context);
           if (!starts(*Method))
             return false;
           Run.call(*Method, Run.evaluate(Inner), {});
           return Run.end() == NullRun::End::None;
         });
}

bool EmptyTasks::canBeAsked(const CXXRecordDecl &Record) const {
  auto Asks = [&](const CXXRecordDecl &Class) {
    return llvm::any_of(Class.methods(),
                        [&](const CXXMethodDecl *Method) {
                          const auto *Conversion = dyn_cast<CXXConversionDecl>(Method);
                          return Method->getAccess() == AS_public &&
                                 (Conversion
                                      ? Conversion->getConversionType()->isBooleanType()
                                      : Words.SizeQueries.matches(*Method));
                        }) ||
           llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
             const CXXRecordDecl *Handle = Known.record(Field->getType());
             return Field->getAccess() == AS_public &&
                    (Field->getType()->isPointerType() ||
                     (Handle && Words.Handles.matches(*Handle)));
           });
  };
  return Asks(Record) ||
         !Record.forallBases([&](const CXXRecordDecl *Base) { return !Asks(*Base); });
}

} // namespace async_checks
