#include "program/Link.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

namespace async_checks::program {

// --- Joining ---

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
    EntityOf.push_back(Entities.number(Each));
  DefinitionOf.resize(Entities.size(), None);
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

void Link::addDefinition(Function Said, unsigned Unit) {
  uint32_t &Slot = DefinitionOf[Said.Entity];
  if (Slot != None) {
    Definitions[Slot].add(Said, Unit);
    return;
  }
  Slot = Definitions.size();
  Definitions.emplace_back(std::move(Said), Unit);
}

// --- Answers ---

std::vector<Step> Link::toParking(uint32_t Entity) const {
  std::vector<Step> Way;
  while (Parking[Entity].Depth) {
    const Hop &Each = Parking[Entity];
    bool IsLast = Each.Next == None;
    Way.push_back({Each.At, Entities.name(Entity).str(),
                   IsLast ? definition(Entity).details().Parks->Name
                          : Entities.name(Each.Next).str()});
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
    if (!leadsTo(Entity, Site) ||
        (!mustNotBlock(Site.Caller) && !Reached[Site.Caller].Depth) ||
        (!Site.Says.has(CallWord::Virtual) &&
         std::binary_search(Own.begin(), Own.end(), Site.Caller)))
      return;
    unsigned Depth = Reached[Site.Caller].Depth + 1;
    if (!Nearest.Depth || Depth < Nearest.Depth)
      Nearest = {Depth, Site.How->At, Site.Caller};
  });
  std::vector<Step> Way;
  for (Hop Each = Nearest; Each.Depth; Each = Reached[Each.Next]) {
    Way.push_back({Each.At, Entities.name(Each.Next).str(), Entities.name(Entity).str()});
    Entity = Each.Next;
  }
  return Way;
}

/// What a call of \p Entity does, whichever of its overrides runs; nullopt if one is not
/// known.
std::optional<Answer> Link::answerOf(uint32_t Entity) const {
  std::vector<uint32_t> Candidates = Overriders[Entity].vec();
  if (isDefined(Entity))
    Candidates.push_back(Entity);
  if (Candidates.empty() ||
      !llvm::all_of(Candidates, [this](uint32_t Each) { return isKnown(Each); }))
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

} // namespace async_checks::program
