// What follows from the calls over all units.
#include "program/Link.h"
#include "llvm/ADT/STLExtras.h"

namespace async_checks::program {

void Link::close() {
  collect();
  closeWords();
  findFieldUses();
  findParking();
  findReach();
  findWaits();
  findNames();
  findCallers();
  closeTakings();
}

/// Sorts what is known by what others ask for.
void Link::collect() {
  Known.resize(Entities.size());
  Says.resize(Entities.size());
  for (const Definition &Each : known()) {
    Known.set(Each.entity());
    Says[Each.entity()] = Each.says();
  }
  auto ForEachOverride = [this](auto Visit) {
    for (const Definition &Each : known())
      for (uint32_t Base : Each.details().Overrides)
        Visit(Base, Each.entity());
  };
  Overriders = {Entities.size(), ForEachOverride};
  Overridden = {Entities.size(), [&](auto Add) {
                  ForEachOverride([&](uint32_t Base, uint32_t By) { Add(By, Base); });
                }};
  Sites = {Entities.size(), [this](auto Add) {
             for (const Definition &Each : known())
               for (const Call &Call : Each.calls())
                 Add(Call.Callee, {Each.entity(), Call.Says, &Call});
           }};
}

void Link::callsOf(uint32_t Entity,
                   llvm::function_ref<void(const CallSite &)> Visit) const {
  for (const CallSite &Each : Sites[Entity])
    Visit(Each);
  for (uint32_t Base : Overridden[Entity])
    for (const CallSite &Each : Sites[Base])
      if (Each.Says.has(CallWord::Virtual))
        Visit(Each);
}

uint32_t Link::runs(const Call &Call) const {
  if (!Call.Says.has(CallWord::Virtual))
    return Call.Callee;
  llvm::ArrayRef<uint32_t> Known = Overriders[Call.Callee];
  return !isDefined(Call.Callee) && Known.size() == 1 ? Known.front() : None;
}

bool Link::leadsTo(uint32_t Entity, const CallSite &Site) const {
  return Site.Says.has(CallWord::Followed) &&
         (!Site.Says.has(CallWord::Virtual) || runs(*Site.How) == Entity);
}

void Link::spread(
    std::vector<uint32_t> Pending,
    llvm::function_ref<bool(const CallSite &Site, uint32_t Callee)> Enters) const {
  while (!Pending.empty()) {
    uint32_t Callee = Pending.back();
    Pending.pop_back();
    callsOf(Callee, [&](const CallSite &Site) {
      if (Enters(Site, Callee))
        Pending.push_back(Site.Caller);
    });
  }
}

/// The words that a call with these words passes on: of a callee that is known, or not.
static Words<FunctionWord> passedOn(Words<CallWord> Says, bool IsKnown) {
  Words<FunctionWord> Passed;
#define FUNCTION_WORD(Name, Text)
#define CALL_WORD(Name, Text)
#define CLOSED_WORD(Of, By) Passed.add(FunctionWord::Of, Says.has(CallWord::By));
#define OPEN_WORD(Of, By) Passed.add(FunctionWord::Of, IsKnown &&Says.has(CallWord::By));
#include "program/Words.def"
  return Passed;
}

/// Spreads the closed and open words from callees to callers.
void Link::closeWords() {
  Closed = Says;
  auto IsUnknown = [&](const Call &Call) {
    if (Call.Says.has(CallWord::Virtual) && !Overriders[Call.Callee].empty())
      return false;
    return !isKnown(Call.Callee) || (Call.Says.has(CallWord::Awaited) &&
                                     !is(Call.Callee, FunctionWord::Coroutine));
  };
  std::vector<uint32_t> Saying;
  for (const Definition &Each : known()) {
    Words<FunctionWord> &Own = Closed[Each.entity()];
    for (const Call &Call : Each.calls())
      if (IsUnknown(Call))
        Own.Bits |= passedOn(Call.Says, /*IsKnown=*/false).Bits;
    if (Own.Bits)
      Saying.push_back(Each.entity());
  }
  spread(std::move(Saying), [this](const CallSite &Site, uint32_t Callee) {
    Words<FunctionWord> &Own = Closed[Site.Caller];
    uint32_t More =
        passedOn(Site.Says, /*IsKnown=*/true).Bits & Closed[Callee].Bits & ~Own.Bits;
    if (!More || Site.Says.has(CallWord::Awaited) != is(Callee, FunctionWord::Coroutine))
      return false;
    Own.Bits |= More;
    return true;
  });
}

/// The shortest ways from ordinary functions to what parks the thread.
void Link::findParking() {
  Parking.resize(Entities.size());
  std::vector<uint32_t> Found;
  auto Add = [&](uint32_t Entity, const Hop &Way) {
    if (Parking[Entity].Depth || is(Entity, FunctionWord::Coroutine))
      return;
    if (Way.JoinsOwn && is(Entity, FunctionWord::Destructor))
      return;
    Parking[Entity] = Way;
    Found.push_back(Entity);
  };
  for (const Definition &Each : known())
    if (const auto &Parks = Each.details().Parks;
        Parks && !(Parks->Unless && isToldNotToBlock(*Parks->Unless)))
      Add(Each.entity(), {1, Parks->At, None, Parks->JoinsOwn});
  for (size_t I = 0; I != Found.size(); ++I)
    callsOf(Found[I], [&](const CallSite &Site) {
      if (leadsTo(Found[I], Site))
        Add(Site.Caller, {Parking[Found[I]].Depth + 1, Site.How->At, Found[I],
                          Parking[Found[I]].JoinsOwn});
    });
}

/// The shortest ways from coroutines to ordinary functions.
void Link::findReach() {
  Reached.resize(Entities.size());
  std::vector<uint32_t> Found;
  for (const Definition &Each : known())
    if (mustNotBlock(Each.entity()))
      Found.push_back(Each.entity());
  for (size_t I = 0; I != Found.size(); ++I)
    for (const Call &Call : definition(Found[I]).calls()) {
      uint32_t Callee = runs(Call);
      if (!Call.Says.has(CallWord::Followed) || Callee == None || !isKnown(Callee) ||
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
  std::vector<uint32_t> Waiting;
  for (const Definition &Each : known())
    if (Each.says().has(FunctionWord::Waits)) {
      LeadsToWait[Each.entity()] = true;
      Waiting.push_back(Each.entity());
    }
  spread(std::move(Waiting), [this](const CallSite &Site, uint32_t) {
    if (LeadsToWait[Site.Caller] || !Site.Says.has(CallWord::Followed))
      return false;
    LeadsToWait[Site.Caller] = true;
    return true;
  });
}

} // namespace async_checks::program
