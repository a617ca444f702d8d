#include "model/summary/Summarize.h"
#include "model/Model.h"
#include "model/program/Entities.h"
#include "model/summary/Callers.h"
#include "model/summary/FieldUses.h"
#include "model/summary/TaskWaits.h"
#include "model/suspension/LockEffects.h"
#include "model/suspension/ThreadLocals.h"
#include "model/syntax/FileRange.h"
#include "model/tasks/Obstacles.h"
#include "model/tasks/Permits.h"
#include "model/unit/Places.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using async_checks::program::CallWord;
using async_checks::program::FunctionWord;

namespace async_checks {

namespace {

class Summariser {
public:
  Summariser(Model &Unit, llvm::StringRef Root)
      : Unit(Unit), Sources(Unit.Context.getSourceManager()), Files(Sources, Root) {}

  program::Summary make() {
    // What follows asks as well.
    const Program::Askings Asked = Unit.program().asked();
    const Program::AskedFields AskedFields = Unit.program().askedFields();
    Result.Unit = Files.ofUnit().str();
    for (const Body *Each : Unit.uses().bodies())
      if (!Each->Function.isDependentContext())
        addFunction(*Each);
    for (const FunctionDecl *Each : Unit.uses().named())
      if (uint32_t Number = isOfSystem(*Each) ? None : number(*Each);
          Number != None && isNamedOnly(Unit, *Each))
        Result.Named.push_back(Number);
    addOutsideCalls();
    addQuestions(Asked, AskedFields);
    finish();
    return std::move(Result);
  }

private:
  using Calls = llvm::MapVector<std::pair<uint32_t, SourceLocation>, program::Call>;

  // --- Numbers ---

  uint32_t number(const FunctionDecl &Function) {
    auto [Known, IsNew] = EntityOf.try_emplace(&pattern(Function), None);
    if (!IsNew)
      return Known->second;
    program::Entity Named = {
        entityOf(Function, Files),
        isLambdaCallOperator(&Function) ? "" : pattern(Function).getNameAsString()};
    if (Named.Usr.empty())
      return None;
    auto [Slot, IsFirst] = NumberOf.try_emplace(Named.Usr, Result.Entities.size());
    if (IsFirst)
      Result.Entities.push_back(std::move(Named));
    return EntityOf[&pattern(Function)] = Slot->second;
  }

  uint32_t number(const VarDecl &Variable) {
    std::string Usr = entityOf(Variable, Files);
    if (Usr.empty())
      return None;
    auto [Slot, IsFirst] = NumberOf.try_emplace(Usr, Result.Entities.size());
    if (IsFirst)
      Result.Entities.push_back({Usr, Variable.getNameAsString()});
    return Slot->second;
  }

  uint32_t number(const FieldDecl &Field) {
    auto [Known, IsNew] = FieldEntities.try_emplace(&pattern(Field), None);
    if (!IsNew)
      return Known->second;
    std::string Usr = entityOf(Field);
    if (Usr.empty())
      return None;
    auto [Slot, IsFirst] = NumberOf.try_emplace(Usr, Result.Entities.size());
    if (IsFirst)
      Result.Entities.push_back({Usr, Field.getNameAsString()});
    return Known->second = Slot->second;
  }

  program::Place place(SourceLocation At) {
    At = Sources.getExpansionLoc(At);
    llvm::StringRef Path = Files.of(At);
    if (Path.empty())
      return {};
    auto [Slot, IsNew] = FileOf.try_emplace(Path, Result.Files.size());
    if (IsNew)
      Result.Files.push_back(
          {Path.str(), llvm::xxHash64(Sources.getBufferData(Sources.getFileID(At)))});
    return {Slot->second, Sources.getExpansionLineNumber(At),
            Sources.getExpansionColumnNumber(At)};
  }

  // --- Functions ---

  void addFunction(const Body &In) {
    const FunctionDecl &Definition = In.Function;
    uint32_t Number = number(Definition);
    if (Number == None)
      return;
    program::Function Said;
    Said.Entity = Number;
    Said.At = place(pattern(Definition).getLocation());
    Said.Says.add(FunctionWord::Coroutine, In.isCoroutine());
    Said.Says.add(FunctionWord::Entry, Unit.isSyncEntryPoint(Definition));
    Said.Says.add(FunctionWord::Unawaitable,
                  In.isCoroutine() && isUnawaitable(Definition, Unit));
    Said.Says.add(FunctionWord::ThreadLocal, handsOutThreads(Definition));
    Said.Says.add(FunctionWord::Destructor, isa<CXXDestructorDecl>(Definition));
    Said.Says.add(FunctionWord::Template,
                  &pattern(Definition) != Definition.getCanonicalDecl() ||
                      isLambdaCallOperator(&Definition));
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&Definition))
      addOverrides(*Method, Said);

    Calls Found;
    addRuns(In, Said, Found);
    auto Parking = blockingCallsIn(Unit, In);
    if (!In.isCoroutine()) {
      addParking(Parking, In, Said);
      Said.Obstacle = obstacleOf(Unit, In);
    }
    addExceptions(In, Said, Found);
    addHandling(In, Said);
    if (In.isCoroutine()) {
      addSuspensions(In, Said, Found);
      addPermits(In, Said, Found);
    } else {
      addPromptness(In, Said, Found);
    }
    addTakings(In, Said);
    addLocks(In, Said);
    addFields(In, Said);
    for (auto &[Key, Call] : Found)
      Said.Calls.push_back(Call);
    auto [Slot, IsNew] = PlaceOf.try_emplace(Number, Result.Functions.size());
    if (IsNew)
      Result.Functions.push_back(std::move(Said));
    else
      program::join(Result.Functions[Slot->second], Said);
  }

  /// What a variable outside of functions calls in its initialiser, as if a function did
  /// so.
  void addOutsideCalls() {
    llvm::MapVector<const VarDecl *, Calls> All;
    for (const OutsideCall &Each : Unit.uses().outsideCalls())
      if (const FunctionDecl *Callee = Each.Call->getDirectCallee();
          !isNamedOnly(Unit, *Callee) && !Each.In->isTemplated())
        call(*Each.Call, All[Each.In]);
    for (auto &[Variable, Found] : All) {
      uint32_t Number = Found.empty() ? None : number(*Variable);
      if (Number == None || !PlaceOf.try_emplace(Number, Result.Functions.size()).second)
        continue;
      program::Function Said;
      Said.Entity = Number;
      Said.At = place(Variable->getLocation());
      Said.Obstacle = program::Obstacle::Outside;
      for (auto &[Key, Call] : Found)
        Said.Calls.push_back(Call);
      Result.Functions.push_back(std::move(Said));
    }
  }

  void addOverrides(const CXXMethodDecl &Method, program::Function &Said) {
    for (const CXXMethodDecl *Each : Method.overridden_methods()) {
      if (uint32_t Number = isOfSystem(*Each) ? None : number(*Each); Number != None)
        Said.Overrides.push_back(Number);
      addOverrides(*Each, Said);
    }
  }

  /// The record of the call of \p Callee at \p At; null if nobody has to know of it. An
  /// invalid place stands for a callee that is not called by name.
  program::Call *call(const FunctionDecl &Callee, SourceLocation At, Calls &Found) {
    uint32_t Number = isOfSystem(Callee) ? None : number(Callee);
    if (Number == None)
      return nullptr;
    auto [Slot, IsNew] = Found.insert({{Number, At}, {}});
    if (IsNew)
      Slot->second = {Number, At.isValid() ? place(At) : program::Place(), {}};
    return &Slot->second;
  }
  program::Call *call(const CallExpr &Call, Calls &Found) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    program::Call *Said = Callee ? this->call(*Callee, beginOf(Call), Found) : nullptr;
    if (Said)
      Said->Says.add(CallWord::Virtual, !isBoundEarly(Call));
    return Said;
  }

  /// What runs in \p In, and whether it waits.
  void addRuns(const Body &In, program::Function &Said, Calls &Found) {
    LockedParts Locked(Unit, In);
    for (const CallExpr *Each : In.Calls) {
      if (program::Call *Call = call(*Each, Found)) {
        Call->Says.add(CallWord::Followed, passesOn(Unit, *Each, In));
        Call->Says.add(CallWord::Stuck,
                       !In.allowsAwait(*Each) || Locked.have(*Each) ||
                           isPartOfMacro(Each->getSourceRange(), Unit.Context));
        addManner(*Call, {&In, Each}, Unit);
      }
      if (In.isCoroutine() || Said.Says.has(FunctionWord::Waits))
        continue;
      std::optional<BlockingWait> Wait = Unit.blockingWait(*Each, In);
      if (!Wait || Unit.offloadBehind(*Each, In))
        continue;
      Said.Says.add(FunctionWord::Waits);
      Result.Waits.push_back(taskWait(Unit, *Wait, In, Files));
      Result.Waits.back().Function = Said.Entity;
      Result.Waits.back().At = place(beginOf(*Each));
    }
    for (const ObjectRun &Run : Unit.Objects.runsIn(In))
      if (program::Call *Call = call(*Run.Function, beginOf(*Run.At), Found))
        Call->Says.add(CallWord::Followed);
  }

  /// What in \p In parks the thread whatever its callers ask for, which another unit
  /// cannot tell.
  void addParking(llvm::SmallVector<const Expr *, 4> Parking, const Body &In,
                  program::Function &Said) {
    llvm::erase_if(
        Parking, [&In](const Expr *Each) { return switchOf(*Each, In).Parameter != 0; });
    if (Parking.empty())
      return;
    auto Sure = llvm::find_if(
        Parking, [this](const Expr *Each) { return !fieldThatBlocks(Unit, *Each); });
    const Expr &At = **(Sure == Parking.end() ? Parking.begin() : Sure);
    Said.Parks = {place(beginOf(At)), nameOfParking(At), joinsOwn(Unit, At), {}};
    if (const FieldDecl *Field = fieldThatBlocks(Unit, At))
      if (uint32_t Number = number(*Field); Number != None)
        Said.Parks->Unless = Number;
  }

  void addExceptions(const Body &In, program::Function &Said, Calls &Found) {
    for (const auto &[Node, Thrower] : Unit.exceptions().leavers(In)) {
      if (!Thrower.By || isOfSystem(*Thrower.By)) {
        Said.Says.add(FunctionWord::Throws, Thrower.Throws);
        continue;
      }
      const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Node);
      const auto *Call =
          dyn_cast<CallExpr>(Suspend ? written(suspensionOperand(*Suspend)) : Node);
      program::Call *Record = Call ? call(*Call, Found) : nullptr;
      if (!Record) {
        Said.Says.add(FunctionWord::Throws, Thrower.Throws);
        continue;
      }
      Record->Says.add(CallWord::Throwing);
      Record->Says.add(CallWord::Awaited, Thrower.IsAwaited);
    }
  }

  /// What \p In, if it is the handler of a promise, does with an exception.
  void addHandling(const Body &In, program::Function &Said) {
    const IdentifierInfo *Name = In.Function.getIdentifier();
    if (!Name || Name->getName() != "unhandled_exception")
      return;
    Unhandled Fate = Unit.exceptions().handledBy(In.Function);
    Said.Says.add(FunctionWord::Ends, Fate == Unhandled::Terminates);
    Said.Says.add(FunctionWord::Swallows, Fate == Unhandled::Swallows);
    Said.Says.add(FunctionWord::Rethrows, Fate == Unhandled::Rethrows);
  }

  /// What the begin or end of an object does to locks, itself or by a member without
  /// parameters.
  void addLocks(const Body &In, program::Function &Said) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&In.Function);
    if (!Method || !Method->isUserProvided())
      return;
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method);
    const CXXDestructorDecl *End = Method->getParent()->getDestructor();
    bool IsHelper = End && End->isUserProvided() && Method->isInstance() &&
                    Method->getNumParams() == 0 && !Method->isConst() &&
                    Method->getReturnType()->isVoidType();
    if (!Constructor && !IsHelper)
      return;
    LockEffect Does = lockEffectOf(Unit, *Method).value_or(LockEffect());
    Said.Says.add(FunctionWord::Locks, Does.Locks);
    Said.Says.add(FunctionWord::Unlocks, Does.Unlocks);
    Said.Says.add(FunctionWord::UnlocksThreads, Does.IsThreads);
    Said.Says.add(FunctionWord::LocksUnclear,
                  Does.IsUnclear && !Does.Locks && !Does.Unlocks);
    Said.Says.add(FunctionWord::FillsGuard,
                  Constructor && Unit.LockTypes.fillsGuard(*Constructor));
    Said.Says.add(FunctionWord::GivesBack, Method == End && givesBackPermit(Unit, *End));
  }

  void addFields(const Body &In, program::Function &Said) {
    for (const FieldUse &Use : fieldUses(Unit, In)) {
      uint32_t Number = number(*Use.Field);
      if (Number == None)
        continue;
      Said.Fields.push_back({Number, place(Use.At), Use.Does});
      Said.Says.add(FunctionWord::Public, In.Function.getAccess() == AS_public);
    }
  }

  void addSuspensions(const Body &In, program::Function &Said, Calls &Found) {
    llvm::SmallVector<const CallExpr *, 4> Awaited;
    if (!In.Coroutine || !Unit.uninterrupted().isUnless(In, Awaited))
      Said.Says.add(FunctionWord::Suspends);
    for (const CallExpr *Each : Awaited) {
      program::Call *Record = call(*Each, Found);
      if (!Record) {
        Said.Says.add(FunctionWord::Suspends);
        continue;
      }
      Record->Says.add(CallWord::Suspending);
      Record->Says.add(CallWord::Awaited);
    }
  }

  void addPermits(const Body &In, program::Function &Said, Calls &Found) {
    Said.Says.add(FunctionWord::Limited, asksForPermit(In, Unit.Words));
    for (const CallExpr *Each : awaitedCalls(In, Unit))
      if (program::Call *Record = call(*Each, Found)) {
        Record->Says.add(CallWord::Limiting);
        Record->Says.add(CallWord::Awaited);
      }
  }

  void addPromptness(const Body &In, program::Function &Said, Calls &Found) {
    llvm::SmallVector<const FunctionDecl *, 8> Callees;
    if (!Unit.promptFunctions().isUnless(In.Function, Callees)) {
      Said.Says.add(FunctionWord::Slow);
      return;
    }
    for (const FunctionDecl *Each : Callees)
      if (program::Call *Record = call(*Each, SourceLocation(), Found))
        Record->Says.add(CallWord::Slowing);
      else
        Said.Says.add(FunctionWord::Slow);
  }

  void addTakings(const Body &In, program::Function &Said) {
    // Who is given a template has its instance in sight.
    if (Said.Says.has(FunctionWord::Template))
      return;
    const FunctionDecl &Function = In.Function;
    Said.Says.add(FunctionWord::Shares, Unit.takings().sharesItself(Function));
    for (uint32_t I = 0; I <= Function.getNumParams(); ++I)
      if (std::optional<OwnTaking> Own = Unit.takings().own(Function, I)) {
        for (const HandedOn &Each : Own->To)
          if (uint32_t Callee = isOfSystem(*Each.Callee) ? None : number(*Each.Callee);
              Callee != None)
            Said.Passes.push_back({I, Callee, Each.Parameter, Each.Says, Each.Assumed});
          else
            Own->Says.Bits |= Each.Assumed.Bits;
        Said.Takes.push_back({I, Own->Says});
      }
  }

  // --- Questions ---

  void addQuestions(const Program::Askings &Asked,
                    const Program::AskedFields &AskedFields) {
    llvm::MapVector<uint32_t, program::Asking> ByNumber;
    for (const auto &[Function, Asking] : Asked)
      if (uint32_t Number = isOfSystem(*Function) ? None : number(*Function);
          Number != None)
        ByNumber[Number].add(Asking);
    for (auto &[Number, Asking] : ByNumber) {
      Asking.Of = Number;
      Result.Asked.push_back(std::move(Asking));
    }
    for (const auto &[Field, Asking] : AskedFields)
      if (uint32_t Number = number(*Field); Number != None)
        Result.AskedFields.push_back({Number, Asking.About});
  }

  // --- The order ---

  /// Sorts all records, so that equal code gives equal text.
  void finish() {
    std::vector<uint32_t> FileNumbers = sortBy(Result.Files, &program::File::Path);
    std::vector<uint32_t> Numbers = sortBy(Result.Entities, &program::Entity::Usr);
    auto Order = [](const program::Call &A, const program::Call &B) {
      return std::tie(A.Callee, A.At.File, A.At.Line, A.At.Column, A.Says.Bits,
                      A.GivenLent, A.GivenOwn) < std::tie(B.Callee, B.At.File, B.At.Line,
                                                          B.At.Column, B.Says.Bits,
                                                          B.GivenLent, B.GivenOwn);
    };
    for (program::Function &Each : Result.Functions) {
      program::renumber(Each, Numbers, FileNumbers);
      llvm::sort(Each.Overrides);
      llvm::sort(Each.Calls, Order);
      llvm::sort(Each.Passes, [](const program::Passing &A, const program::Passing &B) {
        return std::tie(A.Parameter, A.Callee, A.To, A.Says.Bits, A.Assumed.Bits) <
               std::tie(B.Parameter, B.Callee, B.To, B.Says.Bits, B.Assumed.Bits);
      });
      llvm::sort(Each.Fields, [](const program::FieldUse &A, const program::FieldUse &B) {
        return std::tie(A.Field, A.At.File, A.At.Line, A.At.Column, A.Does.Bits) <
               std::tie(B.Field, B.At.File, B.At.Line, B.At.Column, B.Does.Bits);
      });
    }
    for (program::TaskWait &Each : Result.Waits)
      program::renumber(Each, Numbers, FileNumbers);
    llvm::sort(Result.Waits, [](const program::TaskWait &A, const program::TaskWait &B) {
      return A.Function < B.Function;
    });
    for (uint32_t &Each : Result.Named)
      Each = Numbers[Each];
    llvm::sort(Result.Named);
    Result.Named.erase(std::unique(Result.Named.begin(), Result.Named.end()),
                       Result.Named.end());
    auto SortQuestions = [&](auto &Asked) {
      for (auto &Each : Asked)
        Each.Of = Numbers[Each.Of];
      llvm::sort(Asked, [](const auto &A, const auto &B) { return A.Of < B.Of; });
    };
    SortQuestions(Result.Asked);
    for (program::Asking &Each : Result.Asked)
      llvm::sort(Each.Takings,
                 [](const program::AskedTaking &A, const program::AskedTaking &B) {
                   return std::tie(A.Parameter, A.About.Bits, A.Assumed.Bits) <
                          std::tie(B.Parameter, B.About.Bits, B.Assumed.Bits);
                 });
    SortQuestions(Result.AskedFields);
    llvm::sort(Result.Functions,
               [](const program::Function &A, const program::Function &B) {
                 return A.Entity < B.Entity;
               });
  }

  /// Sorts \p Items, and gives the new number of each old one.
  template <class Item>
  static std::vector<uint32_t> sortBy(std::vector<Item> &Items, std::string Item::*Key) {
    std::vector<uint32_t> Order(Items.size()), Numbers(Items.size());
    for (uint32_t I = 0; I != Order.size(); ++I)
      Order[I] = I;
    llvm::sort(Order,
               [&](uint32_t A, uint32_t B) { return Items[A].*Key < Items[B].*Key; });
    std::vector<Item> Sorted;
    for (uint32_t I = 0; I != Order.size(); ++I) {
      Numbers[Order[I]] = I;
      Sorted.push_back(std::move(Items[Order[I]]));
    }
    Items = std::move(Sorted);
    return Numbers;
  }

  static constexpr uint32_t None = ~0u;

  Model &Unit;
  const SourceManager &Sources;
  Paths Files;
  program::Summary Result;
  llvm::DenseMap<const FunctionDecl *, uint32_t> EntityOf;
  llvm::DenseMap<const FieldDecl *, uint32_t> FieldEntities;
  llvm::DenseMap<uint32_t, size_t> PlaceOf; ///< in the functions, by entity
  llvm::StringMap<uint32_t> NumberOf, FileOf;
};

} // namespace

program::Summary summarize(Model &Model, llvm::StringRef Root) {
  return Summariser(Model, Root).make();
}

} // namespace async_checks
