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
  const std::vector<uint32_t> &Own = Units[Unit].Defined;
  const auto *Found = llvm::find_if(Sites, [&](const CallSite &Each) {
    return !std::binary_search(Own.begin(), Own.end(), Each.Caller);
  });
  return Found == Sites.end() ? nullptr : Found;
}

/// Of its own coroutines a unit is told all; of others, whether their tasks run on.
std::vector<Caller> Link::callersOf(uint32_t Entity, unsigned Unit, bool IsOwn) const {
  std::vector<Caller> Found;
  auto Kinds = CallerKinds.find(Entity);
  if (Kinds == CallerKinds.end())
    return Found;
  for (const CallerKind &Kind : Kinds->second) {
    const CallSite *First = firstOutside(Kind.Sites, Unit);
    if (!First)
      continue;
    Caller Each = Kind.Said;
    if (!IsOwn) {
      Each = {};
      Each.Says.add(CallWord::Running, Kind.Said.Says.has(CallWord::Running));
      if (llvm::any_of(Found,
                       [&](const Caller &Other) { return Other.Says == Each.Says; }))
        continue;
    } else if (is(Entity, FunctionWord::Unawaitable) || Each.Says.has(CallWord::Lost) ||
               Each.GivenLent || Each.GivenOwn) {
      Each.At = First->How->At;
    }
    Found.push_back(Each);
  }
  return Found;
}

void Link::addCallers(Slice &Slice, unsigned Unit) const {
  llvm::StringMap<size_t> AnswerOf;
  for (auto [I, Each] : llvm::enumerate(Slice.Answers))
    AnswerOf[Each.Of.Usr] = I;
  auto Add = [&](uint32_t Entity, bool IsOwn) {
    if (!is(Entity, FunctionWord::Coroutine))
      return;
    std::vector<Caller> Callers = callersOf(Entity, Unit, IsOwn);
    bool IsNamed = IsOwn && isNamedOutside(Entity, Unit);
    if (Callers.empty() && !IsNamed)
      return;
    auto [Slot, IsNew] = AnswerOf.try_emplace(Entities.usr(Entity), Slice.Answers.size());
    if (IsNew)
      Slice.Answers.emplace_back().Of = Entities[Entity];
    Slice.Answers[Slot->second].Callers = std::move(Callers);
    Slice.Answers[Slot->second].IsNamed = IsNamed;
  };
  for (uint32_t Each : Units[Unit].Defined)
    Add(Each, /*IsOwn=*/true);
  for (uint32_t Each : Units[Unit].Mentioned)
    if (asks(Unit, Each))
      Add(Each, /*IsOwn=*/false);
}

} // namespace async_checks::program
