#include "model/lifetime/Loans.h"
#include "model/Model.h"
#include "model/lifetime/Holds.h"
#include "model/suspension/Suspensions.h"
#include "model/tasks/Fates.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// `T &&` where the caller decides what `T` is.
static bool isForwarding(const ParmVarDecl &Parameter) {
  const auto *Function = dyn_cast<FunctionDecl>(Parameter.getDeclContext());
  if (!Function || !Parameter.getType()->isReferenceType())
    return false;
  const FunctionDecl &Written = pattern(*Function);
  unsigned Index = Parameter.getFunctionScopeIndex();
  if (Index >= Written.getNumParams())
    return true;
  const auto *Reference =
      Written.getParamDecl(Index)->getType()->getAs<RValueReferenceType>();
  return Reference && Reference->getPointeeTypeAsWritten()->isDependentType();
}

/// Whether the parameter stands for a value that it could as well be: a view, a reference
/// to something that goes, or to a constant that can be copied.
static bool isValueLike(const ParmVarDecl &Parameter, Model &Model) {
  QualType Type = Parameter.getType();
  if (Model.Types.of(Type).IsView)
    return !Type->isReferenceType() || Type.getNonReferenceType().isConstQualified();
  if (Type->isRValueReferenceType())
    return !isForwarding(Parameter);
  QualType Value = Type.getNonReferenceType();
  if (!Type->isReferenceType() || !Value.isConstQualified())
    return false;
  const CXXRecordDecl *Record = Value->getAsCXXRecordDecl();
  if (!Record)
    return true;
  const TypeFacts &Facts = Model.Types.of(*Record);
  return Record->hasDefinition() && !Record->isAbstract() && !Facts.IsMoveOnly &&
         !Facts.IsImmovable;
}

/// What \p Call gives for \p Parameter; null if nothing.
static const Expr *argumentFor(const ParmVarDecl &Parameter, const CallExpr &Call) {
  unsigned Index = Parameter.getFunctionScopeIndex();
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  Index += Operator && Method && !Method->isStatic();
  return Index < Call.getNumArgs() ? Call.getArg(Index) : nullptr;
}

/// Whether the coroutine that \p Task has made runs on with the fate \p End while its
/// caller does something else.
static bool runsOn(const Fate &End, const CallExpr &Task, Model &Model) {
  if (End.Is == Destiny::Object || End.Is == Destiny::Started)
    return true;
  const TypeFacts &Facts = Model.Types.of(Task.getType());
  return End.Is == Destiny::Dropped && Facts.Starts == Start::Eager &&
         !Facts.DropHasMeaning;
}

/// Whether the caller at \p Site waits, further on, for what has the fate \p End there.
static bool waits(const Fate &End, const CallSite &Site, Model &Model) {
  const auto *Start = dyn_cast_or_null<CallExpr>(End.By);
  if (End.Is == Destiny::Dropped)
    Start = Site.Call;
  return Start && waitsBehind(*Start, nullptr, *Site.In, Model);
}

namespace {

/// Looks at the calls of one coroutine.
class Lender {
public:
  Lender(const Body &In, Model &Unit) : In(In), Unit(Unit) {}

  llvm::SmallVector<Loan, 2> find() {
    QualType Result = In.Function.getReturnType();
    const TypeFacts &Facts = Unit.Types.of(Result);
    bool IsDetached = Facts.IsDetached || Result->isVoidType();
    if (IsDetached ? !shouldBeTask(Unit, In.Function)
                   : Facts.isTask() && !Facts.IsImmovable)
      for (const ParmVarDecl *Parameter : In.Function.parameters())
        if (const Stmt *Use = lateUse(*Parameter))
          if (std::optional<Loan> Found =
                  IsDetached ? ofDetached(*Parameter, *Use) : ofTask(*Parameter, *Use))
            Loans.push_back(*Found);
    return std::move(Loans);
  }

private:
  const Stmt *lateUse(const ParmVarDecl &Parameter) {
    QualType Type = Parameter.getType();
    if ((!Type->isReferenceType() && !Unit.Types.of(Type).IsView) ||
        Type->isDependentType())
      return nullptr;
    return async_checks::lateUse(&Parameter, In, Unit);
  }

  llvm::ArrayRef<CallSite> calls() const { return Unit.uses().of(In.Function).Calls; }

  Referent given(const ParmVarDecl &Parameter, const CallExpr &Call) {
    const Expr *Argument = argumentFor(Parameter, Call);
    return Argument ? referentOf(*Argument, Parameter.getType(), Unit) : Referent{};
  }

  /// Nobody can wait for the coroutine.
  std::optional<Loan> ofDetached(const ParmVarDecl &Parameter, const Stmt &Use) {
    if (isValueLike(Parameter, Unit))
      return Loan{&Parameter, &Use};
    for (const CallSite &Site : calls()) {
      Lifetime Lives = given(Parameter, *Site.Call).Lives;
      if (Lives == Lifetime::Temporary ||
          (Lives == Lifetime::Local && !waitsBehind(*Site.Call, nullptr, *Site.In, Unit)))
        return Loan{&Parameter, &Use, Site.Call};
    }
    return std::nullopt;
  }

  std::optional<Loan> ofTask(const ParmVarDecl &Parameter, const Stmt &Use) {
    if (!isValueLike(Parameter, Unit))
      return std::nullopt;
    if (calls().empty())
      return Parameter.getType()->isRValueReferenceType() && !In.Suspensions.empty() &&
                     isBehindSuspension(Parameter)
                 ? std::optional<Loan>({&Parameter, &Use})
                 : std::nullopt;
    for (const CallSite &Site : calls())
      if (livesOn(Parameter, Site))
        return Loan{&Parameter, &Use, Site.Call};
    return std::nullopt;
  }

  bool isBehindSuspension(const ParmVarDecl &Parameter) {
    const Flow &Flow = Unit.flowOf(In);
    Flow::Marks Suspensions = suspensionMarks(In, Unit);
    return llvm::any_of(In.uses(Parameter), [&](const Expr *Use) {
      return !Flow.before(*Use, Suspensions).Nodes.empty();
    });
  }

  /// Whether the task of a call is there when what it was given may be gone.
  bool livesOn(const ParmVarDecl &Parameter, const CallSite &Site) {
    Referent Given = given(Parameter, *Site.Call);
    if (Given.Lives == Lifetime::Unknown)
      return false;
    for (const Fate &End : fatesOf(*Site.Call, *Site.In, Unit)) {
      if (!runsOn(End, *Site.Call, Unit))
        continue;
      if (Given.Lives == Lifetime::Lent || Given.Lives == Lifetime::Member)
        if (!waits(End, Site, Unit))
          return true;
      if ((Given.Lives == Lifetime::Local || Given.Lives == Lifetime::Temporary) &&
          isParameterToBlame(In.Function, Parameter, Unit) &&
          (Given.Lives == Lifetime::Temporary || !waits(End, Site, Unit)))
        return true;
    }
    return false;
  }

  const Body &In;
  Model &Unit;
  llvm::SmallVector<Loan, 2> Loans;
};

} // namespace

llvm::SmallVector<Loan, 2> loansOf(const Body &In, Model &Model) {
  return Lender(In, Model).find();
}

bool isParameterToBlame(const FunctionDecl &Coroutine, const ParmVarDecl &Parameter,
                        Model &Model) {
  if (!isValueLike(Parameter, Model) || !certainDefinition(Coroutine))
    return false;
  auto RunsOn = [&](const CallSite &Site) {
    llvm::SmallVector<Fate, 2> Fates = fatesOf(*Site.Call, *Site.In, Model);
    auto IsAwaited = [](const Fate &End) {
      return End.Is == Destiny::Awaited || End.Is == Destiny::Caller;
    };
    return llvm::none_of(Fates, IsAwaited) && llvm::any_of(Fates, [&](const Fate &End) {
             return runsOn(End, *Site.Call, Model) &&
                    (End.Is == Destiny::Object || !waits(End, Site, Model));
           });
  };
  // Who takes an rvalue says that it is given away.
  llvm::ArrayRef<CallSite> Calls = Model.uses().of(Coroutine).Calls;
  return Parameter.getType()->isRValueReferenceType() ? llvm::any_of(Calls, RunsOn)
                                                      : llvm::all_of(Calls, RunsOn);
}

} // namespace async_checks
