#include "model/lifetime/Loans.h"
#include "model/Model.h"
#include "model/lifetime/Holds.h"
#include "model/suspension/Suspensions.h"
#include "model/tasks/Fates.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using async_checks::program::Question;

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

/// Whether the caller at \p Site does something else while the coroutine runs that it
/// calls, and does not wait for the task.
static bool letsRunOn(const CallSite &Site, Model &Model) {
  llvm::SmallVector<Fate, 2> Fates = fatesOf(*Site.Call, *Site.In, Model);
  auto IsAwaited = [](const Fate &End) {
    return End.Is == Destiny::Awaited || End.Is == Destiny::Caller;
  };
  return llvm::none_of(Fates, IsAwaited) && llvm::any_of(Fates, [&](const Fate &End) {
           return runsOn(End, *Site.Call, Model) &&
                  (End.Is == Destiny::Object || !waits(End, Site, Model));
         });
}

namespace {

/// What a caller gives that goes while the coroutine runs.
enum class Gift { None, Lent, Own };

/// What the caller at \p Site gives for \p Parameter that may be gone while the coroutine
/// runs.
Gift given(const ParmVarDecl &Parameter, const CallSite &Site, Model &Model) {
  const Expr *Argument = argumentFor(Parameter, *Site.Call);
  Lifetime Lives = Argument ? referentOf(*Argument, Parameter.getType(), Model).Lives
                            : Lifetime::Unknown;
  if (Lives == Lifetime::Unknown || Lives == Lifetime::Captured)
    return Gift::None;
  bool IsTemporary = Lives == Lifetime::Temporary;
  bool IsOwn = IsTemporary || Lives == Lifetime::Local;
  if (isUnawaitable(*Site.Call->getDirectCallee(), Model))
    return IsTemporary || (IsOwn && !waitsBehind(*Site.Call, nullptr, *Site.In, Model))
               ? Gift::Own
               : Gift::None;
  for (const Fate &End : fatesOf(*Site.Call, *Site.In, Model))
    if (runsOn(End, *Site.Call, Model) && (IsTemporary || !waits(End, Site, Model)))
      return IsOwn ? Gift::Own : Gift::Lent;
  return Gift::None;
}

/// Looks at the calls of one coroutine.
class Lender {
public:
  Lender(const Body &In, Model &Unit) : In(In), Unit(Unit) {}

  llvm::SmallVector<Loan, 2> find() {
    const TypeFacts &Facts = Unit.Types.of(In.Function.getReturnType());
    bool IsDetached = isUnawaitable(In.Function, Unit);
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
    // Asked first, so that no other answer decides what is asked.
    Elsewhere = Unit.program().callers(In.Function, Question::Lent);
    IsUncalled = Type->isRValueReferenceType() && calls().empty() &&
                 !Unit.program().knows(In.Function, Question::Called);
    return async_checks::lateUse(&Parameter, In, Unit);
  }

  llvm::ArrayRef<CallSite> calls() const { return Unit.uses().of(In.Function).Calls; }

  /// Nobody can wait for the coroutine.
  std::optional<Loan> ofDetached(const ParmVarDecl &Parameter, const Stmt &Use) {
    if (isValueLike(Parameter, Unit))
      return Loan{&Parameter, &Use};
    return firstCall(Parameter, Use, /*IsToBlame=*/[] { return true; });
  }

  std::optional<Loan> ofTask(const ParmVarDecl &Parameter, const Stmt &Use) {
    if (!isValueLike(Parameter, Unit))
      return std::nullopt;
    if (IsUncalled)
      return !In.Suspensions.empty() && isBehindSuspension(Parameter)
                 ? std::optional<Loan>({&Parameter, &Use})
                 : std::nullopt;
    return firstCall(Parameter, Use,
                     [&] { return isParameterToBlame(In.Function, Parameter, Unit); });
  }

  /// The loan by the first call that gives what goes too early: of its own, only if the
  /// parameter is to blame.
  std::optional<Loan> firstCall(const ParmVarDecl &Parameter, const Stmt &Use,
                                llvm::function_ref<bool()> IsToBlame) {
    auto IsLoan = [&](Gift Given) {
      return Given == Gift::Lent || (Given == Gift::Own && IsToBlame());
    };
    for (const CallSite &Site : calls())
      if (IsLoan(given(Parameter, Site, Unit)))
        return Loan{&Parameter, &Use, beginOf(*Site.Call)};
    for (const program::Caller &Each : Elsewhere) {
      unsigned Index = Parameter.getFunctionScopeIndex();
      SourceLocation At = Unit.program().locate(Each.At);
      if (At.isValid() && (IsLoan(has(Each.GivenLent, Index) ? Gift::Lent : Gift::None) ||
                           IsLoan(has(Each.GivenOwn, Index) ? Gift::Own : Gift::None)))
        return Loan{&Parameter, &Use, At};
    }
    return std::nullopt;
  }
  static bool has(uint32_t Bits, unsigned Index) {
    return Index < 32 && Bits >> Index & 1;
  }

  bool isBehindSuspension(const ParmVarDecl &Parameter) {
    const Flow &Flow = Unit.flowOf(In);
    Flow::Marks Suspensions = suspensionMarks(In, Unit);
    return llvm::any_of(In.uses(Parameter), [&](const Expr *Use) {
      return !Flow.before(*Use, Suspensions).Nodes.empty();
    });
  }

  const Body &In;
  Model &Unit;
  llvm::ArrayRef<program::Caller> Elsewhere;
  bool IsUncalled = false; ///< and the caller would give the parameter away
  llvm::SmallVector<Loan, 2> Loans;
};

} // namespace

llvm::SmallVector<Loan, 2> loansOf(const Body &In, Model &Model) {
  return Lender(In, Model).find();
}

Lending lendingOf(const CallSite &Site, Model &Model) {
  Lending Found;
  const FunctionDecl &Callee = *Site.Call->getDirectCallee();
  bool IsTask = !isUnawaitable(Callee, Model);
  if (IsTask)
    Found.RunsOn = letsRunOn(Site, Model);
  for (const ParmVarDecl *Each : Callee.parameters()) {
    unsigned Index = Each->getFunctionScopeIndex();
    if (Index >= 32 || isValueLike(*Each, Model) != IsTask)
      continue;
    Gift Given = given(*Each, Site, Model);
    Found.Lent |= uint32_t(Given == Gift::Lent) << Index;
    Found.Own |= uint32_t(Given == Gift::Own) << Index;
  }
  return Found;
}

/// Whether what a call of \p Coroutine runs is known, by the unit or by the program.
static bool isCertain(const FunctionDecl &Coroutine, Model &Model) {
  if (certainDefinition(Coroutine))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Coroutine);
  return (!Method || !Method->isVirtual()) &&
         Model.program().knows(Coroutine, Question::Known);
}

bool isParameterToBlame(const FunctionDecl &Coroutine, const ParmVarDecl &Parameter,
                        Model &Model) {
  if (!isValueLike(Parameter, Model))
    return false;
  auto Knows = [&](Question What) { return Model.program().knows(Coroutine, What); };
  bool RunsOnElsewhere = Knows(Question::RunsOn), IsAwaited = Knows(Question::Awaited);
  if (!isCertain(Coroutine, Model))
    return false;
  auto RunsOn = [&](const CallSite &Site) { return letsRunOn(Site, Model); };
  llvm::ArrayRef<CallSite> Calls = Model.uses().of(Coroutine).Calls;
  // Who takes an rvalue says that it is given away.
  return Parameter.getType()->isRValueReferenceType()
             ? RunsOnElsewhere || llvm::any_of(Calls, RunsOn)
             : !IsAwaited && llvm::all_of(Calls, RunsOn);
}

} // namespace async_checks
