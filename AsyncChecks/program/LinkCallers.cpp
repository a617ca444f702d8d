// Who calls a coroutine, and how, in the other units of the program.
#include "program/Link.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace async_checks::program {

void Link::findNames() {
  NamedIn.assign(Entities.size(), None);
  for (auto [Unit, Part] : llvm::enumerate(Units))
    for (uint32_t Each : Part.Named)
      NamedIn[Each] = NamedIn[Each] == None ? Unit : Many;
}

bool Link::isNamedOutside(uint32_t Entity, unsigned Unit) const {
  auto Is = [&](uint32_t Each) { return NamedIn[Each] != None && NamedIn[Each] != Unit; };
  return Is(Entity) || llvm::any_of(Overridden[Entity], Is) ||
         llvm::any_of(Overriders[Entity], Is);
}

/// The part of \p Said that tells how a coroutine is called.
static Words<CallWord> manner(Words<CallWord> Said) {
  Words<CallWord> Manner;
  for (CallWord Each : {CallWord::Awaitable, CallWord::Used, CallWord::Running,
                        CallWord::Lost, CallWord::Kept})
    Manner.add(Each, Said.has(Each));
  return Manner;
}

void Link::findCallers() {
  // Nobody knows who else lets go of the object in a unit that does not compile.
  bool IsComplete =
      llvm::none_of(Units, [](const UnitPart &Each) { return Each.IsBroken; });
  for (const Definition &Coroutine : known()) {
    if (!Coroutine.says().has(FunctionWord::Coroutine))
      continue;
    std::vector<CallerKind> Kinds;
    callsOf(Coroutine.entity(), [&](const CallSite &Site) {
      const Call &How = *Site.How;
      if (!How.At.Line)
        return;
      Caller Said{{}, manner(How.Says), How.GivenLent, How.GivenOwn};
      if (!IsComplete)
        Said.Says.remove(CallWord::Kept);
      auto Kind = llvm::find_if(Kinds, [&](const CallerKind &Each) {
        return Each.Said.Says == Said.Says && Each.Said.GivenLent == Said.GivenLent &&
               Each.Said.GivenOwn == Said.GivenOwn;
      });
      if (Kind == Kinds.end())
        Kind = Kinds.insert(Kind, {Said, {}});
      Kind->Sites.push_back(Site);
    });
    auto IsBefore = [this](const CallSite &A, const CallSite &B) {
      const Place &At = A.How->At, &Other = B.How->At;
      return std::tie(Files[At.File].Path, At.Line, At.Column) <
             std::tie(Files[Other.File].Path, Other.Line, Other.Column);
    };
    for (CallerKind &Each : Kinds)
      llvm::sort(Each.Sites, IsBefore);
    llvm::sort(Kinds, [&](const CallerKind &A, const CallerKind &B) {
      return IsBefore(A.Sites.front(), B.Sites.front());
    });
    if (!Kinds.empty())
      CallerKinds[Coroutine.entity()] = std::move(Kinds);
  }
}

const Link::CallSite *Link::firstOutside(llvm::ArrayRef<CallSite> Sites,
                                         unsigned Unit) const {
  const auto *Found = llvm::find_if(
      Sites, [&](const CallSite &Each) { return !defines(Unit, Each.Caller); });
  return Found == Sites.end() ? nullptr : Found;
}

llvm::ArrayRef<Link::CallerKind> Link::callersOf(uint32_t Entity) const {
  auto Kinds = CallerKinds.find(Entity);
  if (Kinds == CallerKinds.end())
    return {};
  return Kinds->second;
}

void Link::addCallers(uint32_t Entity, unsigned Unit, Answer &To) const {
  bool AllKeep = true;
  for (const CallerKind &Kind : callersOf(Entity)) {
    const CallSite *First = firstOutside(Kind.Sites, Unit);
    if (!First)
      continue;
    Caller &Each = To.Callers.emplace_back(Kind.Said);
    bool IsLent = Each.GivenLent || Each.GivenOwn, IsLost = Each.Says.has(CallWord::Lost);
    bool RunsOn = Each.Says.has(CallWord::Running);
    if (is(Entity, FunctionWord::Unawaitable) || IsLost || IsLent)
      Each.At = First->How->At;
    To.Yes.add(Question::Called);
    To.Yes.add(Question::Lost, IsLost);
    To.Yes.add(Question::Lent, IsLent);
    To.Yes.add(Question::RunsOn, RunsOn);
    To.Yes.add(Question::Awaited, !RunsOn);
    AllKeep &= Each.Says.has(CallWord::Kept);
  }
  To.Yes.add(Question::AllKeep, AllKeep && !To.Callers.empty());
  To.Yes.add(Question::Named,
             is(Entity, FunctionWord::Coroutine) && isNamedOutside(Entity, Unit));
}

} // namespace async_checks::program
