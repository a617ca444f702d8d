#include "model/lifetime/Takings.h"
#include "model/Model.h"
#include "model/lifetime/Closures.h"
#include "model/lifetime/Holds.h"
#include "model/tasks/Deferrals.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Mentions.h"
#include "model/tasks/Reuses.h"
#include "model/tasks/Spawns.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace async_checks {

using Words = program::Words<TakeWord>;

// --- Arguments and parameters ---

unsigned parameterFor(const Expr &Argument, const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Callee || (Operator && Operator->getOperator() != OO_Call))
    return 0;
  unsigned First = Operator && Method && !Method->isStatic();
  unsigned Count = std::min(Call.getNumArgs(), Callee->getNumParams() + First);
  for (unsigned Index = First; Index < Count; ++Index)
    if (written(Call.getArg(Index)) == written(&Argument))
      return Index - First + 1;
  return 0;
}

std::pair<const CallExpr *, unsigned> takerOf(const Expr &Use, const Body &In) {
  const Expr *Given = &Use;
  for (;;) {
    const auto *Around = dyn_cast_or_null<Expr>(In.writtenParent(*Given));
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    if (Around && (isa<ParenExpr>(Around) || movedBy(*Around))) {
      Given = Around;
      continue;
    }
    unsigned Parameter = Call ? parameterFor(*Given, *Call) : 0;
    return {Parameter ? Call : nullptr, Parameter};
  }
}

// --- What one body tells ---

/// Whether \p Node, a statement, may leave the function.
static bool mayLeave(const Stmt &Node) {
  return isa<ReturnStmt, CoreturnStmt, GotoStmt>(Node) ||
         (!isa<Expr>(Node) && llvm::any_of(Node.children(), [](const Stmt *Child) {
           return Child && mayLeave(*Child);
         }));
}

/// Whether \p In runs \p Node however it goes on, unless something throws.
static bool alwaysRuns(const Stmt &Node, const Body &In) {
  if (llvm::any_of(In.Throws,
                   [&](const CXXThrowExpr *Each) { return In.isBefore(*Each, Node); }))
    return false;
  const Stmt *Below = &Node;
  for (const Stmt *Around = In.parent(Node); Around;
       Below = Around, Around = In.parent(*Around)) {
    if (const auto *Block = dyn_cast<CompoundStmt>(Around)) {
      for (const Stmt *Each : Block->body())
        if (Each == Below)
          break;
        else if (mayLeave(*Each))
          return false;
      continue;
    }
    const auto *Binary = dyn_cast<BinaryOperator>(Around);
    if (isa<AbstractConditionalOperator, LambdaExpr>(Around) ||
        (Binary && Binary->isLogicalOp() && Binary->getRHS() == Below) ||
        !isa<Expr, DeclStmt, ReturnStmt, CoreturnStmt>(Around))
      return false;
  }
  return true;
}

namespace {

/// Looks at what one body does with a task that a parameter holds.
class TaskTaker {
public:
  TaskTaker(const Body &In, const ParmVarDecl &Parameter, Model &Unit)
      : In(In), Parameter(Parameter), Unit(Unit) {}

  OwnTaking find() {
    // Without a name, or with an attribute, the author says that it is not wanted.
    Found.Says.add(TakeWord::Touched,
                   !Parameter.getIdentifier() || Parameter.hasAttr<UnusedAttr>());
    unsigned NumTouches = 0;
    for (const Expr *Use : In.uses(Parameter)) {
      if (In.leavesAlone(*Use))
        continue;
      ++NumTouches;
      auto [Call, To] = takerOf(*Use, In);
      if (!Call || !addHandedOn(*Call, To))
        addFates(*Use);
    }
    if (Found.To.empty())
      for (const Expr *Take : resultTakes(Parameter, In, Unit))
        Found.Says.add(TakeWord::Emptied, alwaysRuns(*Take, In));
    else if (NumTouches > 1)
      for (HandedOn &Each : Found.To)
        Each.Says.remove(TakeWord::Emptied);
    return std::move(Found);
  }

private:
  bool addHandedOn(const CallExpr &Call, unsigned To) {
    const FunctionDecl &Callee = *Call.getDirectCallee();
    if (Unit.Context.getSourceManager().isInSystemHeader(Callee.getLocation()) ||
        Unit.waits(Call, In))
      return false;
    HandedOn On = {&Callee, To, {}, {}};
    On.Says.add(TakeWord::Touched);
    On.Assumed.add(TakeWord::Touched);
    bool IsDoneThen = !Unit.Types.of(Call.getType()).isTask() ||
                      isa_and_nonnull<CoawaitExpr>(In.writtenParent(Call));
    for (TakeWord Each : {TakeWord::Finished, TakeWord::Emptied})
      On.Says.add(Each, IsDoneThen && alwaysRuns(Call, In));
    if (!waitsBehind(Call, nullptr, In, Unit)) {
      On.Says.add(TakeWord::Started);
      On.Says.add(TakeWord::Kept);
      On.Assumed.add(TakeWord::Started, startsTask(Unit, Call));
    }
    Found.To.push_back(On);
    return true;
  }

  void addFates(const Expr &Use) {
    Found.Says.add(TakeWord::Touched);
    for (const Fate &End : fatesOf(Use, In, Unit)) {
      // Who hands a task to one that nobody can await has started it.
      if (End.Is == Destiny::Awaited)
        IsUnawaitable ? Found.Says.add(TakeWord::Started)
                      : Found.Says.add(TakeWord::Finished, alwaysRuns(*End.By, In));
      else if (End.Is == Destiny::Started)
        Found.Says.add(TakeWord::Started,
                       !waitsBehind(*cast<CallExpr>(End.By), nullptr, In, Unit));
      else if (End.Is == Destiny::Object)
        Found.Says.add(TakeWord::Kept,
                       !End.Keeper ||
                           !isAwaitedBehind(*End.Keeper, *End.By, nullptr, In, Unit));
    }
  }

  const Body &In;
  const ParmVarDecl &Parameter;
  Model &Unit;
  bool IsUnawaitable = In.Coroutine && isUnawaitable(In.Function, Unit);
  OwnTaking Found;
};

} // namespace

std::optional<OwnTaking> Takings::ofValue(const Body &In, const ParmVarDecl &Parameter) {
  QualType Type = Parameter.getType().getNonReferenceType();
  const TypeFacts &Facts = Unit.Types.of(Type);
  bool IsTask = Facts.isTask() || Facts.IsSingleShot;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  bool IsClosure = Record && Record->isLambda();
  if (!IsTask && !IsClosure && !signatureOf(Type))
    return std::nullopt;
  if (IsTask && Unit.isWaitFunction(In.Function))
    return OwnTaking{Words::of(TakeWord::Touched, TakeWord::Finished, TakeWord::Emptied),
                     {}};
  llvm::SaveAndRestore Busy(IsBusy, true);
  if (IsTask)
    return TaskTaker(In, Parameter, Unit).find();
  // Who is given a closure itself calls it in sight.
  OwnTaking Found = IsClosure ? OwnTaking() : takingOfCallable(Parameter, In, Unit);
  auto HandOn = [&](const FunctionDecl &Callee, unsigned To) {
    Found.To.push_back({&Callee, To, Words::of(TakeWord::Kept), {}});
  };
  Found.Says.add(TakeWord::Kept, defersItself(Parameter, In, Unit, HandOn));
  return Found;
}

std::optional<OwnTaking> Takings::own(const FunctionDecl &Definition,
                                      unsigned Parameter) {
  const ParmVarDecl *Taken = Parameter ? Definition.getParamDecl(Parameter - 1) : nullptr;
  std::optional<OwnTaking> Found =
      Taken ? ofValue(Unit.bodyOf(Definition), *Taken) : std::nullopt;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Definition);
  QualType Type = Taken ? Taken->getType() : QualType();
  bool MayRefer = Taken ? Type->isReferenceType() || Type->isPointerType() ||
                              Unit.Types.of(Type).IsView
                        : Method && !Method->isStatic() && !isLambdaCallOperator(Method);
  if (!MayRefer || !Unit.Types.of(Definition.getReturnType()).goesOnLater())
    return Found;
  if (!Found)
    Found.emplace();
  HandedOns To;
  if (keepsUnless(Definition, Taken, Unit, To))
    Found->Says.add(TakeWord::Late);
  else
    Found->To.append(To.begin(), To.end());
  return Found;
}

bool Takings::sharesItself(const FunctionDecl &Definition) {
  const TypeFacts &Facts = Unit.Types.of(Definition.getReturnType());
  if (!Facts.isTask() || Facts.IsMoveOnly || Facts.IsImmovable)
    return false;
  const Body &In = Unit.bodyOf(Definition);
  auto IsKept = [&](const Expr &Use) {
    return fateOf(Use, In, Unit).Is == Destiny::Object;
  };
  return !In.isCoroutine() && !In.Returns.empty() &&
         llvm::all_of(In.Returns, [&](const ReturnStmt *Return) {
           const Expr *Value =
               Return->getRetValue() ? written(Return->getRetValue()) : nullptr;
           if (const auto *Member = dyn_cast_or_null<MemberExpr>(Value))
             return isa<FieldDecl>(Member->getMemberDecl());
           const auto *Name = dyn_cast_or_null<DeclRefExpr>(Value);
           const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
           return Variable && (!Variable->hasLocalStorage() ||
                               llvm::any_of(In.uses(*Variable), [&](const Expr *Use) {
                                 return IsKept(*Use);
                               }));
         });
}

// --- What callees tell ---

bool Takings::shares(const FunctionDecl &Callee) {
  if (const FunctionDecl *Definition = certainDefinition(Callee))
    return sharesItself(*Definition);
  return Unit.program().knows(Callee, program::Question::Shares);
}

/// What is assumed of a function of which nothing is known.
static Words unknown() { return Words::of(TakeWord::Touched); }

Words Takings::of(const FunctionDecl &Callee, unsigned Parameter) {
  if (IsBusy || !Parameter)
    return unknown();
  const FunctionDecl *First = certainDefinition(Callee);
  if (!First) {
    Words About{~Words::of(TakeWord::Late).Bits};
    return Unit.program().taking(Callee, {Parameter, About, unknown()});
  }
  auto [Slot, IsNew] = Known.try_emplace({First, Parameter}, unknown());
  if (!IsNew)
    return Slot->second;

  // All that it is handed on to in the unit; the first node is asked for.
  llvm::SmallVector<OwnTaking, 4> Nodes;
  llvm::SmallDenseMap<Key, unsigned, 4> Numbers;
  auto Enter = [&](const FunctionDecl &Definition, unsigned Index) {
    if (Definition.isDependentContext() ||
        Unit.Context.getSourceManager().isInSystemHeader(Definition.getLocation()) ||
        !Numbers.try_emplace({&Definition, Index}, Nodes.size()).second)
      return;
    if (auto Own = ofValue(Unit.bodyOf(Definition), *Definition.getParamDecl(Index - 1)))
      Nodes.push_back(std::move(*Own));
    else
      Numbers.erase({&Definition, Index});
  };
  Enter(*First, Parameter);
  constexpr unsigned MaxFunctions = 32;
  for (unsigned I = 0; I != Nodes.size() && Nodes.size() < MaxFunctions; ++I)
    for (const HandedOn &Each : HandedOns(Nodes[I].To))
      if (const FunctionDecl *Definition = certainDefinition(*Each.Callee))
        Enter(*Definition, Each.Parameter);
  if (Nodes.empty())
    return unknown();

  bool HasGrown = true;
  while (std::exchange(HasGrown, false))
    for (OwnTaking &Each : Nodes)
      for (const HandedOn &On : Each.To) {
        const FunctionDecl *Definition = certainDefinition(*On.Callee);
        auto Number = Numbers.find({Definition, On.Parameter});
        Words Does = On.Assumed;
        if (Number != Numbers.end())
          Does.Bits = Nodes[Number->second].Says.Bits & On.Says.Bits;
        else if (!Definition)
          Does = Unit.program().taking(*On.Callee, {On.Parameter, On.Says, On.Assumed});
        uint32_t More = Does.Bits & ~Each.Says.Bits;
        Each.Says.Bits |= More;
        HasGrown |= More != 0;
      }
  return Known[{First, Parameter}] = Nodes.front().Says;
}

} // namespace async_checks
