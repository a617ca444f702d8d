#include "program/Link.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

namespace async_checks::program {

// --- Joining ---

uint32_t Link::number(const Entity &Said) {
  auto [Found, IsNew] = EntityNumbers.try_emplace(Said.Usr, Entities.size());
  if (IsNew) {
    Entities.push_back(Said);
    DefinitionOf.push_back(None);
  }
  return Found->second;
}

uint32_t Link::number(const File &Said) {
  auto [Found, IsNew] = FileNumbers.try_emplace(Said.Path, Files.size());
  if (IsNew)
    Files.push_back(Said);
  else if (Files[Found->second].Digest != Said.Digest)
    Files[Found->second].Digest = 0; // it was changed between two runs
  return Found->second;
}

void Link::add(const Summary &Said) {
  unsigned Unit = Units.size();
  UnitPart &Part = Units.emplace_back();
  Part.Name = Said.Unit;
  Part.IsBroken = Said.IsBroken;
  std::vector<uint32_t> FileOf, EntityOf;
  for (const File &Each : Said.Files)
    FileOf.push_back(number(Each));
  for (const Entity &Each : Said.Entities)
    EntityOf.push_back(number(Each));
  for (Function Each : Said.Functions) {
    renumber(Each, EntityOf, FileOf);
    Part.Defined.push_back(Each.Entity);
    addDefinition(std::move(Each), Unit);
  }
  for (uint32_t Each : Said.Named)
    Part.Named.push_back(EntityOf[Each]);
  for (uint32_t Each : Said.Asked)
    Part.Asked.push_back(EntityOf[Each]);
  llvm::sort(Part.Asked);
  llvm::sort(Part.Defined);
  for (uint32_t Each : EntityOf)
    if (!std::binary_search(Part.Defined.begin(), Part.Defined.end(), Each))
      Part.Mentioned.push_back(Each);
}

static bool saysTheSame(const Function &A, const Function &B) {
  return A.Says == B.Says && A.Parks == B.Parks && A.Overrides == B.Overrides &&
         A.Calls == B.Calls && A.Fields == B.Fields;
}

void Link::addDefinition(Function Said, unsigned Unit) {
  uint32_t &Slot = DefinitionOf[Said.Entity];
  if (Slot == None) {
    Slot = Definitions.size();
    Definitions.push_back({std::move(Said), Unit, std::nullopt});
    return;
  }
  Definition &Old = Definitions[Slot];
  Function &To = Old.Said;
  if (To.At == Said.At && saysTheSame(To, Said)) {
    // What one unit sees of the callees, another may not.
    if (To.Takes != Said.Takes || To.Passes != Said.Passes)
      To.Takes.clear();
    return;
  }
  if (To.At != Said.At || !To.Says.has(FunctionWord::Template)) {
    Old.OtherUnit = Unit;
    return;
  }
  join(To, Said);
}

const Function *Link::known(uint32_t Entity) const {
  uint32_t Slot = DefinitionOf[Entity];
  return Slot == None || Definitions[Slot].OtherUnit ? nullptr : &Definitions[Slot].Said;
}

bool Link::is(uint32_t Entity, FunctionWord Word) const {
  const Function *Function = known(Entity);
  return Function && Function->Says.has(Word);
}

// --- Closing ---

void Link::close() {
  collect();
#define FUNCTION_WORD(Name, Text)
#define CALL_WORD(Name, Text)
#define CLOSED_WORD(Of, By) close(FunctionWord::Of, CallWord::By);
#include "program/Words.def"
  findFieldUses();
  findParking();
  findReach();
  findWaits();
  findNames();
  findCallers();
  closeTakings();
}

/// Sorts the calls by their callees, and the overrides by what they override.
void Link::collect() {
  Overriders.resize(Entities.size());
  Overridden.resize(Entities.size());
  Closed.resize(Entities.size());
  FirstSite.assign(Entities.size() + 1, 0);
  auto ForEach = [&](auto Visit) {
    for (const Definition &Each : Definitions)
      if (!Each.OtherUnit)
        Visit(Each.Said);
  };
  ForEach([&](const Function &Each) {
    Closed[Each.Entity] = Each.Says;
    Overridden[Each.Entity] = Each.Overrides;
    for (uint32_t Base : Each.Overrides)
      Overriders[Base].push_back(Each.Entity);
    for (const Call &Call : Each.Calls)
      ++FirstSite[Call.Callee];
  });
  uint32_t Sum = 0;
  for (uint32_t &Each : FirstSite)
    Sum += std::exchange(Each, Sum);
  Sites.resize(Sum);
  std::vector<uint32_t> Next(FirstSite);
  ForEach([&](const Function &Each) {
    for (const Call &Call : Each.Calls)
      Sites[Next[Call.Callee]++] = {Each.Entity, &Call};
  });
}

void Link::callsOf(uint32_t Entity,
                   llvm::function_ref<void(const CallSite &)> Visit) const {
  auto SitesOf = [&](uint32_t Callee) {
    return llvm::ArrayRef(Sites).slice(FirstSite[Callee],
                                       FirstSite[Callee + 1] - FirstSite[Callee]);
  };
  for (const CallSite &Each : SitesOf(Entity))
    Visit(Each);
  for (uint32_t Base : Overridden[Entity])
    for (const CallSite &Each : SitesOf(Base))
      if (Each.How->Says.has(CallWord::Virtual))
        Visit(Each);
}

uint32_t Link::runs(const Call &Call) const {
  bool IsDefined = DefinitionOf[Call.Callee] != None;
  if (!Call.Says.has(CallWord::Virtual))
    return Call.Callee;
  llvm::ArrayRef<uint32_t> Known = Overriders[Call.Callee];
  return !IsDefined && Known.size() == 1 ? Known.front() : None;
}

/// Spreads a closed word from callees to callers.
void Link::close(FunctionWord Of, CallWord By) {
  std::vector<uint32_t> Pending;
  auto Add = [&](uint32_t Entity) {
    if (Closed[Entity].has(Of))
      return;
    Closed[Entity].add(Of);
    Pending.push_back(Entity);
  };
  auto IsUnknown = [&](const Call &Call) {
    if (Call.Says.has(CallWord::Virtual) && !Overriders[Call.Callee].empty())
      return false;
    return !known(Call.Callee) || (Call.Says.has(CallWord::Awaited) &&
                                   !is(Call.Callee, FunctionWord::Coroutine));
  };
  for (const Definition &Each : Definitions) {
    if (Each.OtherUnit)
      continue;
    if (Each.Said.Says.has(Of))
      Pending.push_back(Each.Said.Entity);
    else if (llvm::any_of(Each.Said.Calls, [&](const Call &Call) {
               return Call.Says.has(By) && IsUnknown(Call);
             }))
      Add(Each.Said.Entity);
  }
  while (!Pending.empty()) {
    uint32_t Entity = Pending.back();
    Pending.pop_back();
    bool IsCoroutine = is(Entity, FunctionWord::Coroutine);
    callsOf(Entity, [&](const CallSite &Site) {
      if (Site.How->Says.has(By) && Site.How->Says.has(CallWord::Awaited) == IsCoroutine)
        Add(Site.Caller);
    });
  }
}

/// The shortest ways from ordinary functions to what parks the thread.
void Link::findParking() {
  Parking.resize(Entities.size());
  std::vector<uint32_t> Found;
  auto Add = [&](uint32_t Entity, Hop Way) {
    if (Parking[Entity].Depth || is(Entity, FunctionWord::Coroutine))
      return;
    if (Way.JoinsOwn && is(Entity, FunctionWord::Destructor))
      return;
    Parking[Entity] = Way;
    Found.push_back(Entity);
  };
  for (const Definition &Each : Definitions)
    if (!Each.OtherUnit && Each.Said.Parks &&
        !(Each.Said.Parks->Unless && isToldNotToBlock(*Each.Said.Parks->Unless)))
      Add(Each.Said.Entity, {1, Each.Said.Parks->At, None, Each.Said.Parks->JoinsOwn});
  for (size_t I = 0; I != Found.size(); ++I)
    callsOf(Found[I], [&](const CallSite &Site) {
      if (Site.How->Says.has(CallWord::Followed) && runs(*Site.How) == Found[I])
        Add(Site.Caller, {Parking[Found[I]].Depth + 1, Site.How->At, Found[I],
                          Parking[Found[I]].JoinsOwn});
    });
}

/// The shortest ways from coroutines to ordinary functions.
void Link::findReach() {
  Reached.resize(Entities.size());
  std::vector<uint32_t> Found;
  for (const Definition &Each : Definitions)
    if (!Each.OtherUnit && Each.Said.Says.has(FunctionWord::Coroutine) &&
        !Each.Said.Says.has(FunctionWord::Entry))
      Found.push_back(Each.Said.Entity);
  for (size_t I = 0; I != Found.size(); ++I)
    for (const Call &Call : known(Found[I])->Calls) {
      uint32_t Callee = runs(Call);
      if (!Call.Says.has(CallWord::Followed) || Callee == None || !known(Callee) ||
          Reached[Callee].Depth || is(Callee, FunctionWord::Coroutine) ||
          is(Callee, FunctionWord::Entry))
        continue;
      Reached[Callee] = {Reached[Found[I]].Depth + 1, Call.At, Found[I]};
      Found.push_back(Callee);
    }
}

/// Which functions wait for a task, themselves or through what they call: others do not
/// ask what reaches them.
void Link::findWaits() {
  LeadsToWait.resize(Entities.size());
  std::vector<uint32_t> Pending;
  auto Add = [&](uint32_t Entity) {
    if (LeadsToWait[Entity])
      return;
    LeadsToWait[Entity] = true;
    Pending.push_back(Entity);
  };
  for (const Definition &Each : Definitions)
    if (!Each.OtherUnit && Each.Said.Says.has(FunctionWord::Waits))
      Add(Each.Said.Entity);
  while (!Pending.empty()) {
    uint32_t Entity = Pending.back();
    Pending.pop_back();
    callsOf(Entity, [&](const CallSite &Site) {
      if (Site.How->Says.has(CallWord::Followed))
        Add(Site.Caller);
    });
  }
}

// --- Answers ---

std::vector<Step> Link::toParking(uint32_t Entity) const {
  std::vector<Step> Way;
  while (Parking[Entity].Depth) {
    const Hop &Each = Parking[Entity];
    bool IsLast = Each.Next == None;
    Way.push_back({Each.At, Entities[Entity].Name,
                   IsLast ? known(Entity)->Parks->Name : Entities[Each.Next].Name});
    if (IsLast)
      break;
    Entity = Each.Next;
  }
  return Way;
}

std::vector<Step> Link::fromCoroutine(uint32_t Entity, unsigned Unit) const {
  const std::vector<uint32_t> &Own = Units[Unit].Defined;
  Hop Nearest;
  callsOf(Entity, [&](const CallSite &Site) {
    bool IsStart =
        is(Site.Caller, FunctionWord::Coroutine) && !is(Site.Caller, FunctionWord::Entry);
    if (!Site.How->Says.has(CallWord::Followed) || runs(*Site.How) != Entity ||
        (!IsStart && !Reached[Site.Caller].Depth) ||
        (!Site.How->Says.has(CallWord::Virtual) &&
         std::binary_search(Own.begin(), Own.end(), Site.Caller)))
      return;
    unsigned Depth = Reached[Site.Caller].Depth + 1;
    if (!Nearest.Depth || Depth < Nearest.Depth)
      Nearest = {Depth, Site.How->At, Site.Caller};
  });
  std::vector<Step> Way;
  for (Hop Each = Nearest; Each.Depth; Each = Reached[Each.Next]) {
    Way.push_back({Each.At, Entities[Each.Next].Name, Entities[Entity].Name});
    Entity = Each.Next;
  }
  return Way;
}

/// What a call of \p Entity does, whichever of its overrides runs; nullopt if one is not
/// known.
std::optional<Answer> Link::answerOf(uint32_t Entity) const {
  std::vector<uint32_t> Candidates = Overriders[Entity];
  if (DefinitionOf[Entity] != None)
    Candidates.push_back(Entity);
  if (Candidates.empty() ||
      !llvm::all_of(Candidates, [this](uint32_t Each) { return known(Each); }))
    return std::nullopt;
  Answer Found;
  Found.Of = Entities[Entity];
  Found.IsDefined = true;
  Found.Says = Closed[Candidates.front()];
  for (uint32_t Each : Candidates)
    Found.Says = join(Found.Says, Closed[Each]);
  Found.Says.remove(FunctionWord::Public); // it is for the link alone
  Found.Takes = takingsOf(Candidates);
  if (Candidates.size() == 1 && Parking[Candidates.front()].Depth) {
    Found.ToParking = toParking(Candidates.front());
    Found.JoinsOwn = Parking[Candidates.front()].JoinsOwn;
  }
  return Found;
}

Slice Link::sliceOf(unsigned Unit) const {
  Slice Result;
  Result.Unit = Units[Unit].Name;
  for (uint32_t Each : Units[Unit].Mentioned) {
    std::optional<Answer> Found = answerOf(Each);
    if (Found && (asks(Unit, Each) || !Found->ToParking.empty()))
      Result.Answers.push_back(std::move(*Found));
  }
  for (uint32_t Each : Units[Unit].Defined)
    if (LeadsToWait[Each] && !is(Each, FunctionWord::Coroutine))
      if (std::vector<Step> Way = fromCoroutine(Each, Unit); !Way.empty()) {
        Answer &Found = Result.Answers.emplace_back();
        Found.Of = Entities[Each];
        Found.FromCoroutine = std::move(Way);
      }
  addCallers(Result, Unit);
  llvm::sort(Result.Answers,
             [](const Answer &A, const Answer &B) { return A.Of.Usr < B.Of.Usr; });
  addFields(Unit, Result);

  // The files of the places, by their paths.
  llvm::SmallSetVector<uint32_t, 8> Used;
  auto ForEachPlace = [&](auto Visit) {
    for (Answer &Each : Result.Answers) {
      for (std::vector<Step> *Way : {&Each.ToParking, &Each.FromCoroutine})
        for (Step &Step : *Way)
          if (Step.At.Line)
            Visit(Step.At);
      for (Caller &Caller : Each.Callers)
        if (Caller.At.Line)
          Visit(Caller.At);
    }
    for (FieldAnswer &Each : Result.Fields)
      for (FieldChange &Change : Each.Changes)
        Visit(Change.At);
  };
  ForEachPlace([&](const Place &At) { Used.insert(At.File); });
  std::vector<uint32_t> Sorted(Used.begin(), Used.end());
  llvm::sort(Sorted,
             [&](uint32_t A, uint32_t B) { return Files[A].Path < Files[B].Path; });
  llvm::DenseMap<uint32_t, uint32_t> Renumbered;
  for (uint32_t Each : Sorted) {
    Renumbered[Each] = Result.Files.size();
    Result.Files.push_back(Files[Each]);
  }
  ForEachPlace([&](Place &At) { At.File = Renumbered[At.File]; });
  return Result;
}

void Link::report(llvm::raw_ostream &Out) const {
  size_t Broken =
      llvm::count_if(Units, [](const UnitPart &Each) { return Each.IsBroken; });
  size_t Coroutines = 0, Ambiguous = 0, Ways = 0;
  for (const Definition &Each : Definitions) {
    Ambiguous += Each.OtherUnit.has_value();
    Coroutines += Each.Said.Says.has(FunctionWord::Coroutine);
  }
  std::string Told;
  llvm::raw_string_ostream To(Told);
  auto Name = [&](uint32_t Entity) {
    llvm::StringRef Text = Entities[Entity].Name;
    return Text.empty() ? "lambda" : Text;
  };
  auto At = [&](const Place &Where) {
    To << Files[Where.File].Path << ':' << Where.Line << ':' << Where.Column << ": ";
  };
  for (const Definition &Each : Definitions)
    if (Each.OtherUnit) {
      At(Each.Said.At);
      To << "ambiguous: '" << Name(Each.Said.Entity) << "' is not the same in "
         << Units[Each.Unit].Name << " and " << Units[*Each.OtherUnit].Name << '\n';
    }
  for (const Definition &Each : Definitions) {
    const Function &Start = Each.Said;
    if (Each.OtherUnit || !Start.Says.has(FunctionWord::Coroutine) ||
        Start.Says.has(FunctionWord::Entry))
      continue;
    for (const Call &Call : Start.Calls) {
      uint32_t Callee = runs(Call);
      if (!Call.Says.has(CallWord::Followed) || Callee == None || !Parking[Callee].Depth)
        continue;
      ++Ways;
      At(Call.At.Line ? Call.At : Start.At);
      To << "way: " << Name(Start.Entity);
      for (const Step &Step : toParking(Callee))
        To << " > " << (Step.From.empty() ? "lambda" : Step.From);
      To << " > " << toParking(Callee).back().To << '\n';
    }
  }
  Out << "units: " << Units.size() << ", of which broken: " << Broken
      << "\nfiles: " << Files.size() << "\nfunctions: " << Definitions.size()
      << ", of which coroutines: " << Coroutines << ", ambiguous: " << Ambiguous
      << "\nentities: " << Entities.size() << "\ncalls: " << Sites.size()
      << "\nways from coroutines to what parks the thread: " << Ways << '\n'
      << To.str();
}

} // namespace async_checks::program
