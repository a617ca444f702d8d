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
  for (TaskWait Each : Said.Waits) {
    renumber(Each, EntityOf, FileOf);
    Waits.push_back(std::move(Each));
  }
  for (uint32_t Each : Said.Named)
    Part.Named.push_back(EntityOf[Each]);
  for (const Asking &Each : Said.Asked) {
    Part.Asked.push_back(Each);
    Part.Asked.back().Of = EntityOf[Each.Of];
  }
  for (const AskedField &Each : Said.AskedFields)
    Part.AskedFields.push_back({EntityOf[Each.Of], Each.About});
  llvm::sort(Part.Defined);
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

std::vector<uint32_t> Link::allThatRun(uint32_t Entity) const {
  std::vector<uint32_t> Found = Overriders[Entity].vec();
  if (isDefined(Entity))
    Found.push_back(Entity);
  if (!llvm::all_of(Found, [this](uint32_t Each) { return isKnown(Each); }))
    Found.clear();
  return Found;
}

/// Those that are answered with the callers.
static constexpr auto CallerQuestions = Words<Question>::of(
    Question::Called, Question::Lost, Question::Lent, Question::AllKeep);
static constexpr auto MoreOfCallers =
    Words<Question>::of(Question::RunsOn, Question::Awaited, Question::Named);

Answer Link::answerTo(const Asking &Asked, unsigned Unit) const {
  Answer Found;
  Found.Of = Entities[Asked.Of];
  bool IsOwn = defines(Unit, Asked.Of);
  std::vector<uint32_t> Runs = allThatRun(Asked.Of);
  // Of its own a unit knows all but whether what is behind them is prompt.
  Found.Yes.add(Question::Prompt,
                IsOwn && !Runs.empty() && !Closed[Asked.Of].has(FunctionWord::Slow));
  if (!IsOwn && !Runs.empty()) {
    Words<FunctionWord> Says = Closed[Runs.front()];
    for (uint32_t Each : Runs)
      Says = join(Says, Closed[Each]);
    Found.Yes = answers(Says);
    for (const Taking &Does : takingsOf(Runs))
      if (llvm::any_of(Asked.Takings, [&](const AskedTaking &Each) {
            return Each.Parameter == Does.Parameter &&
                   (Does.Says.Bits & Each.About.Bits) != Each.Assumed.Bits;
          }))
        Found.Takes.push_back(Does);
    Found.Yes.add(Question::Parks, Runs.size() == 1 && Parking[Runs.front()].Depth);
  }
  addCallers(Asked.Of, Unit, Found);
  // Who is told the callers asks more, because of them.
  bool TellsCallers = Found.Yes.Bits & Asked.What.Bits & CallerQuestions.Bits;
  Found.Yes.Bits &= Asked.What.Bits | (TellsCallers ? MoreOfCallers.Bits : 0);
  if (Found.Yes.has(Question::Parks)) {
    Found.ToParking = toParking(Runs.front());
    Found.JoinsOwn = Parking[Runs.front()].JoinsOwn;
  }
  if (!TellsCallers)
    Found.Callers.clear();
  return Found;
}

Slice Link::sliceOf(unsigned Unit) const {
  Slice Result;
  Result.Unit = Units[Unit].Name;
  for (const Asking &Each : Units[Unit].Asked)
    if (Answer Found = answerTo(Each, Unit); Found.Yes.Bits || !Found.Takes.empty())
      Result.Answers.push_back(std::move(Found));
  for (uint32_t Each : Units[Unit].Defined)
    if (LeadsToWait[Each] && !is(Each, FunctionWord::Coroutine))
      if (std::vector<Step> Way = fromCoroutine(Each, Unit); !Way.empty()) {
        Answer &Found = Result.Answers.emplace_back();
        Found.Of = Entities[Each];
        Found.FromCoroutine = std::move(Way);
      }
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
