#include "model/tasks/Resumptions.h"
#include "model/Model.h"
#include "model/suspension/Locks.h"
#include "model/types/Endings.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool isCoroutineHandle(QualType Type, Model &Model) {
  const CXXRecordDecl *Record = Model.Types.record(Type.getNonReferenceType());
  return Record && Record->getIdentifier() && Record->isInStdNamespace() &&
         Record->getName() == "coroutine_handle";
}

const ParmVarDecl *awaitingHandle(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  bool IsSuspend = Method && Method->getIdentifier() &&
                   Method->getName() == "await_suspend" && Method->getNumParams() > 0;
  return IsSuspend ? Method->getParamDecl(0) : nullptr;
}

static bool isNamed(const Expr *E, const ValueDecl &Named) {
  const auto *Reference = dyn_cast<DeclRefExpr>(written(E));
  return Reference && Reference->getDecl() == &Named;
}

/// The handle that \p Call resumes; null if it resumes none. \p Own is one, whatever its
/// type.
static const Expr *resumedBy(const CallExpr &Call, const ParmVarDecl &Own, Model &Model) {
  auto IfHandle = [&](const Expr *E) {
    return isNamed(E, Own) || isCoroutineHandle(E->getType(), Model) ? E : nullptr;
  };
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Call ? IfHandle(Operator->getArg(0)) : nullptr;
  const Expr *Callee = Call.getCallee()->IgnoreParens();
  if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    bool IsResume = !Dependent->isImplicitAccess() && !Dependent->isArrow() &&
                    Dependent->getMember().getAsString() == "resume";
    return IsResume ? IfHandle(Dependent->getBase()) : nullptr;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (Method)
      return !Member->isArrow() && Method->getIdentifier() &&
                     Method->getName() == "resume"
                 ? IfHandle(Member->getBase())
                 : nullptr;
  }
  return Callee->isTypeDependent() ? IfHandle(Callee) : nullptr;
}

/// Whether \p Return goes back without asking anything: `return;`, `return true;`,
/// `return std::noop_coroutine();`.
static bool isPlain(const ReturnStmt &Return) {
  const Expr *Value = Return.getRetValue();
  if (!Value || isa<CXXBoolLiteralExpr>(written(Value)))
    return true;
  const auto *Call = dyn_cast<CallExpr>(written(Value));
  // It is converted to a handle of any promise.
  if (const auto *Conversion = dyn_cast_or_null<CXXMemberCallExpr>(Call);
      Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
    Call = dyn_cast<CallExpr>(written(Conversion->getImplicitObjectArgument()));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
         Callee->getName() == "noop_coroutine";
}

/// Whether \p Return says that the coroutine is not suspended after all.
static bool goesOn(const ReturnStmt &Return) {
  const auto *Value = Return.getRetValue()
                          ? dyn_cast<CXXBoolLiteralExpr>(written(Return.getRetValue()))
                          : nullptr;
  return Value && !Value->getValue();
}

/// Finds out what follows the resumption \p Found in \p In.
static void findEnd(Resumption &Found, const Body &In) {
  if (!In.isDiscarded(*Found.Call))
    return;
  const Stmt *Below = &In.fullExpression(*Found.Call);
  for (const Stmt *Around; (Around = In.parent(*Below)); Below = Around) {
    if (const auto *Block = dyn_cast<CompoundStmt>(Around)) {
      auto Place = llvm::find(Block->body(), Below);
      if (++Place == Block->body_end())
        continue;
      const auto *Return = dyn_cast<ReturnStmt>(*Place);
      if (!Return || !isPlain(*Return) || goesOn(*Return))
        return;
      Found.Return = isa<Expr>(Below) ? Return : nullptr;
      Found.IsLast = true;
      return;
    }
    const auto *If = dyn_cast<IfStmt>(Around);
    if (!If || (If->getThen() != Below && If->getElse() != Below))
      return;
  }
  Found.IsLast = true;
}

std::vector<Resumption> findResumptions(Model &Model, const Body &Callable) {
  std::vector<Resumption> All;
  const ParmVarDecl *Own = awaitingHandle(Callable.Function);
  if (!Own || Callable.Coroutine)
    return All;
  for (const CallExpr *Call : Callable.Calls)
    if (const Expr *Handle = resumedBy(*Call, *Own, Model)) {
      Resumption Found{Call, Handle, isNamed(Handle, *Own)};
      findEnd(Found, Callable);
      All.push_back(Found);
    }
  return All;
}

// --- Uses of the awaiter after the coroutine was handed over ---

/// Whether \p Call destroys the coroutine of \p Handle.
static bool destroys(const CallExpr &Call, const ParmVarDecl &Handle) {
  NamedMember Member = namedMember(*Call.getCallee()->IgnoreParens());
  return Member.Name == "destroy" && isNamed(Member.Object, Handle);
}

/// Whether \p Lambda has a copy of \p Handle and resumes that.
static bool resumes(const LambdaExpr &Lambda, const ParmVarDecl &Handle, Model &Model) {
  bool IsCaptured = llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCapturedVar() == &Handle;
  });
  const CXXMethodDecl *Operator = Lambda.getCallOperator();
  return IsCaptured && Operator->hasBody() &&
         llvm::any_of(Model.bodyOf(*Operator).Calls, [&](const CallExpr *Call) {
           const Expr *Resumed = resumedBy(*Call, Handle, Model);
           return Resumed && isNamed(Resumed, Handle);
         });
}

/// Whether \p Call may run on another thread what it is given.
static bool mayRun(const Expr &Call, Model &Model) {
  const Vocabulary &Words = Model.Words;
  auto IsListed = [&](const NamedDecl *Named) {
    return Named &&
           (Words.Schedulers.matches(*Named) || Words.VoidCallbackSinks.matches(*Named) ||
            Words.DetachedSpawns.matches(*Named));
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return IsListed(Construct->getConstructor()->getParent());
  const auto *Named = dyn_cast<CallExpr>(&Call);
  return Named && IsListed(namedCall(*Named).Name);
}

/// The call, or the construction, that \p Argument is given to.
static const Expr *receiverOf(const Expr &Argument, const Body &In, Model &Model) {
  const Stmt *Below = &Argument;
  for (const Stmt *Around = In.parent(*Below); isa_and_nonnull<Expr>(Around);
       Below = Around, Around = In.parent(*Around)) {
    if (const auto *Call = dyn_cast<CallExpr>(Around)) {
      if (mayRun(*Call, Model))
        return Call;
      const FunctionDecl *Callee = Call->getDirectCallee();
      bool PassesOn = Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
                      (Callee->getName() == "move" || Callee->getName() == "bind");
      if (!PassesOn)
        return nullptr;
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Around);
               Construct && mayRun(*Construct, Model)) {
      return Construct;
    }
  }
  return nullptr;
}

/// Whether \p Member is one of the awaiter itself, whose use no other thread may see.
static bool isPlainMember(const MemberExpr &Member) {
  const Expr *Object = written(Member.getBase());
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  if (!isa<CXXThisExpr>(Object))
    return false;
  const CXXRecordDecl *Type = Field ? Field->getType()->getAsCXXRecordDecl() : nullptr;
  return !Type || !Type->isInStdNamespace() || !Type->getIdentifier() ||
         Type->getName().take_front(6) != "atomic";
}

/// Whether \p In holds a lock, or what may be one: there, others wait for it.
static bool holdsLock(const Body &In, Model &Model) {
  return llvm::any_of(In.Declarations, [&](const DeclStmt *Declaration) {
    return declaresGuard(*Declaration, Model);
  });
}

static std::vector<const Expr *> usesOfAwaiter(const Body &In) {
  std::vector<const Expr *> Uses;
  auto Add = [&](const Expr *Use) {
    const auto *Member = dyn_cast<MemberExpr>(Use->IgnoreParenImpCasts());
    if (Member && isPlainMember(*Member))
      Uses.push_back(Member);
  };
  const CXXRecordDecl *Class = cast<CXXMethodDecl>(In.Function).getParent();
  auto AddFields = [&](const CXXRecordDecl *Record) {
    for (const FieldDecl *Field : Record->fields())
      llvm::for_each(In.uses(*Field), Add);
    return true;
  };
  AddFields(Class);
  if (Class->hasDefinition() && !Class->hasAnyDependentBases())
    Class->forallBases(AddFields);
  for (const CallExpr *Call : In.Calls)
    if (isa<CXXMemberCallExpr>(Call))
      Add(Call->getCallee());
  return Uses;
}

std::vector<AwaiterUse> findAwaiterUses(Model &Model, const Body &Callable) {
  std::vector<AwaiterUse> Late;
  const ParmVarDecl *Own = awaitingHandle(Callable.Function);
  if (!Own || Callable.Coroutine || Callable.Function.isDependentContext())
    return Late;
  llvm::SmallVector<const Expr *, 2> Published, Destroyed;
  auto Add = [&](const Expr &Argument) {
    if (const Expr *Receiver = receiverOf(Argument, Callable, Model))
      Published.push_back(Receiver);
  };
  for (const LambdaExpr *Lambda : Callable.Lambdas)
    if (resumes(*Lambda, *Own, Model))
      Add(*Lambda);
  for (const Expr *Use : Callable.uses(*Own))
    if (isa<DeclRefExpr>(Use) &&
        !isa_and_nonnull<LambdaExpr>(Callable.writtenParent(*Use)))
      Add(*Use);
  if (holdsLock(Callable, Model))
    Published.clear();
  for (const CallExpr *Call : Callable.Calls)
    if (destroys(*Call, *Own))
      Destroyed.push_back(Call);
  if (Published.empty() && Destroyed.empty())
    return Late;

  std::vector<const Expr *> Uses = usesOfAwaiter(Callable);
  Flow::Marks Looked(Uses.begin(), Uses.end());
  if (Looked.empty())
    return Late;
  const Flow &Flow = Model.flowOf(Callable);
  auto AddUseAfter = [&](const Expr *Call, bool IsDestroyed) {
    if (!Flow.contains(*Call))
      return;
    Flow::Arrivals Next = Flow.after(*Call, Looked);
    auto First = llvm::find_if(Uses, [&](const Expr *Use) {
      return Next.Nodes.contains(Use) && !Callable.isWithin(*Use, *Call);
    });
    if (First != Uses.end())
      Late.push_back({*First, Call, IsDestroyed});
  };
  for (const Expr *Call : Published)
    AddUseAfter(Call, /*IsDestroyed=*/false);
  for (const Expr *Call : Destroyed)
    AddUseAfter(Call, /*IsDestroyed=*/true);
  return Late;
}

} // namespace async_checks
