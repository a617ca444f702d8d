// Which chains of functions become asynchronous, and what keeps others from it.
#include "program/Link.h"
#include "program/Plan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

namespace async_checks::program {

/// Makes chains of the functions that wait, and of those through which coroutines reach
/// them.
class ChainPlanner {
public:
  ChainPlanner(const Link &Of, llvm::ArrayRef<std::string> Wanted)
      : Of(Of), Reached(Of.Entities.size()), Named(Of.Entities.size()) {
    for (const std::string &Each : Wanted)
      this->Wanted.insert(Each);
    for (const Link::UnitPart &Unit : Of.Units)
      for (uint32_t Each : Unit.Named)
        Named[Each] = true;
    findReach();
  }

  Plan make() {
    std::vector<Growing> All;
    for (const TaskWait &Each : Of.Waits)
      if (Reached[Each.Function] || isWanted(Each.Function))
        addTo(All, Each);
    Plan Result;
    llvm::StringSet<> Names;
    for (Growing &Each : All) {
      Chain &Said = Each.Said;
      Said.Name = name(Each.Starts.front()->Function);
      if (!Names.insert(Said.Name).second)
        Said.Name += llvm::formatv("@{0}:{1}", Said.At.File, Said.At.Line);
      addUnits(Each);
      Result.Chains.push_back(std::move(Said));
    }
    return Result;
  }

private:
  struct Growing {
    llvm::SmallVector<const TaskWait *, 2> Starts;
    llvm::SmallSetVector<uint32_t, 16> Members;
    llvm::SmallSetVector<uint32_t, 16> Callers;
    bool HelpsCoroutine = false;
    Chain Said;

    bool canWait() const { return !Said.After.empty(); }
    void refuse(const llvm::Twine &Why, const Spot &At) {
      if (Said.Refusal.empty()) {
        Said.Refusal = Why.str();
        Said.RefusedAt = At;
      }
    }
  };

  /// Finds the ordinary functions that coroutines may call, whichever overrides run.
  void findReach() {
    std::vector<uint32_t> Pending;
    auto IsCoroutine = [this](uint32_t Each) {
      return Of.is(Each, FunctionWord::Coroutine);
    };
    auto Add = [&](uint32_t Callee) {
      if (Reached[Callee] || IsCoroutine(Callee) || Of.is(Callee, FunctionWord::Entry))
        return;
      Reached[Callee] = true;
      Pending.push_back(Callee);
    };
    for (const Definition &Each : Of.known())
      if (Of.mustNotBlock(Each.entity()))
        Pending.push_back(Each.entity());
    while (!Pending.empty()) {
      uint32_t Caller = Pending.back();
      Pending.pop_back();
      if (!Of.isKnown(Caller))
        continue;
      for (const Call &Each : Of.definition(Caller).calls()) {
        if (!Each.Says.has(CallWord::Followed))
          continue;
        Add(Each.Callee);
        if (Each.Says.has(CallWord::Virtual))
          llvm::for_each(Of.Overriders[Each.Callee], Add);
      }
    }
  }

  /// Adds the chain that begins with \p First. Chains that have a function in common are
  /// one.
  void addTo(std::vector<Growing> &All, const TaskWait &First) const {
    llvm::SmallVector<const TaskWait *, 2> Starts{&First};
    while (true) {
      Growing Made = grow(Starts);
      auto Other = llvm::find_if(All, [&](const Growing &Each) {
        return llvm::any_of(Each.Members,
                            [&](uint32_t Member) { return Made.Members.count(Member); });
      });
      if (Other == All.end()) {
        All.push_back(std::move(Made));
        return;
      }
      Starts = Other->Starts;
      Starts.append(Made.Starts);
      All.erase(Other);
    }
  }

  Growing grow(llvm::ArrayRef<const TaskWait *> Starts) const {
    Growing Made;
    Made.Starts.assign(Starts.begin(), Starts.end());
    describe(Made);
    for (const TaskWait *Each : Starts)
      add(Made, Each->Function);
    for (unsigned I = 0; I != Made.Members.size(); ++I) {
      addFamily(Made, Made.Members[I]);
      addCalls(Made, Made.Members[I]);
    }
    if (!Made.HelpsCoroutine && !isWanted(Made.Starts.front()->Function))
      for (const PlannedCall &Each : Made.Said.Boundaries)
        if (Each.Why != NotReached)
          Made.refuse("'" + Each.Caller + "' has to wait: " + Each.Why, Each.At);
    return Made;
  }

  /// What the chain awaits, and how others wait for it.
  void describe(Growing &Made) const {
    const TaskWait *Like = Made.Starts.front();
    for (const TaskWait *Each : Made.Starts) {
      if (Each->Task.empty())
        Made.refuse("nothing tells which task type it should return", spot(Each->At));
      else if (Each->Task != Like->Task)
        Made.refuse("it waits for tasks of two types, " + Like->Task + " and " +
                        Each->Task,
                    spot(Each->At));
      if (Like->After.empty())
        Like = Each;
    }
    Chain &Said = Made.Said;
    Said.At = spot(Made.Starts.front()->At);
    Said.Wait = Made.Starts.front()->Name;
    Said.Task = Like->Task;
    Said.Before = Like->Before;
    Said.After = Like->After;
    Said.TaskHeader = Like->TaskHeader;
    Said.WaitHeader = Like->WaitHeader;
  }

  void add(Growing &Made, uint32_t Function) const {
    if (!Made.Members.insert(Function))
      return;
    Made.Said.Members.push_back(
        {Of.Entities.usr(Function).str(), name(Function), placeOf(Function)});
    if (std::optional<Obstacle> Why = obstacleOf(Function))
      Made.refuse("'" + name(Function) + "' cannot become a coroutine: " + reasonOf(*Why),
                  placeOf(Function));
  }

  /// What overrides \p Function and what it overrides return the same.
  void addFamily(Growing &Made, uint32_t Function) const {
    for (uint32_t Each : Of.Overridden[Function])
      add(Made, Each);
    for (uint32_t Each : Of.Overriders[Function])
      add(Made, Each);
  }

  void addCalls(Growing &Made, uint32_t Callee) const {
    Of.callsOf(Callee, [&](const Link::CallSite &Site) {
      // A call through a base is one of the base, and one without a place none by name.
      if (Site.How->Callee != Callee || !Site.How->At.Line)
        return;
      uint32_t Caller = Site.Caller;
      PlannedCall Call{name(Caller), name(Callee), spot(Site.How->At), ""};
      bool IsStuck = Site.How->Says.has(CallWord::Stuck);
      bool IsCoroutine = Of.is(Caller, FunctionWord::Coroutine);
      std::optional<Obstacle> Why = IsCoroutine ? std::nullopt : obstacleOf(Caller);
      bool Wants = IsCoroutine || Reached[Caller] ||
                   isWanted(Made.Starts.front()->Function) || !Made.canWait();
      Made.Callers.insert(Caller);
      if (Wants && !Why && !IsStuck) {
        Made.HelpsCoroutine |= IsCoroutine;
        Made.Said.Awaits.push_back(std::move(Call));
        if (!IsCoroutine)
          add(Made, Caller);
        return;
      }
      Call.Why = Why ? reasonOf(*Why) : IsStuck ? Stuck : NotReached;
      if (!Made.canWait())
        Made.refuse("'" + Call.Caller + "' would have to wait for '" + Call.Callee +
                        "' (" + Call.Why + "), and nothing tells how",
                    Call.At);
      Made.Said.Boundaries.push_back(std::move(Call));
    });
  }

  void addUnits(Growing &Made) const {
    llvm::SmallSetVector<unsigned, 8> Units;
    for (const auto *Functions : {&Made.Members, &Made.Callers})
      for (uint32_t Each : *Functions)
        if (Of.isDefined(Each))
          Units.insert(Of.definition(Each).unit());
    for (unsigned Each : Units)
      Made.Said.Units.push_back(Of.Units[Each].Name);
  }

  std::optional<Obstacle> obstacleOf(uint32_t Function) const {
    if (!Of.isDefined(Function))
      return std::nullopt;
    if (!Of.isKnown(Function))
      return Obstacle::Ambiguous;
    std::optional<Obstacle> Own = Of.definition(Function).obstacle();
    return !Own && Named[Function] ? Obstacle::Named : Own;
  }

  bool isWanted(uint32_t Function) const {
    return Wanted.contains(Of.Entities.name(Function)) || Wanted.contains(name(Function));
  }

  /// What users call \p Function, with its class.
  std::string name(uint32_t Function) const {
    llvm::StringRef Name = Of.Entities.name(Function);
    if (Name.empty())
      return "lambda";
    auto [Scope, Own] = Of.Entities.usr(Function).split("@F@");
    size_t Class = Scope.rfind("@S@");
    bool IsMember = !Own.empty() && Class != llvm::StringRef::npos &&
                    !Scope.drop_front(Class + 3).contains('@');
    return IsMember ? (Scope.drop_front(Class + 3) + "::" + Name).str() : Name.str();
  }

  Spot spot(const Place &At) const {
    return At.Line ? Spot{Of.Files[At.File].Path, int(At.Line), int(At.Column)} : Spot();
  }

  Spot placeOf(uint32_t Function) const {
    return Of.isDefined(Function) ? spot(Of.definition(Function).at()) : Spot();
  }

  static constexpr llvm::StringRef NotReached = "no coroutine comes here";
  static constexpr llvm::StringRef Stuck = "no 'co_await' can stand there";

  const Link &Of;
  std::vector<bool> Reached; ///< by entity
  std::vector<bool> Named;   ///< in some unit, without being called there; by entity
  llvm::StringSet<> Wanted;
};

Plan Link::plan(llvm::ArrayRef<std::string> Wanted) const {
  return ChainPlanner(*this, Wanted).make();
}

} // namespace async_checks::program
