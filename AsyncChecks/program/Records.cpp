#include "program/Records.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace async_checks::program {

Words<Question> answers(Words<FunctionWord> Said) {
  using enum FunctionWord;
  auto has = [Said](FunctionWord Each) { return Said.has(Each); };
  Words<Question> Yes;
#define KNOWN_QUESTION(Name, Text, When) Yes.add(Question::Name, When);
#include "program/Questions.def"
  return Yes;
}

Words<FunctionWord> join(Words<FunctionWord> A, Words<FunctionWord> B) {
  Words<FunctionWord> Certain;
#define FUNCTION_WORD(Name, Text)
#define CALL_WORD(Name, Text)
#define CLOSED_WORD(Of, By)
#define CERTAIN_WORD(Name) Certain.add(FunctionWord::Name);
#include "program/Words.def"
  return {(A.Bits & B.Bits) | ((A.Bits | B.Bits) & ~Certain.Bits)};
}

static void move(Place &At, const std::vector<uint32_t> &Files) {
  if (At.Line)
    At.File = Files[At.File];
}

void renumber(TaskWait &Said, const std::vector<uint32_t> &Entities,
              const std::vector<uint32_t> &Files) {
  Said.Function = Entities[Said.Function];
  move(Said.At, Files);
}

void renumber(Function &Said, const std::vector<uint32_t> &Entities,
              const std::vector<uint32_t> &Files) {
  Said.Entity = Entities[Said.Entity];
  move(Said.At, Files);
  if (Said.Parks) {
    move(Said.Parks->At, Files);
    if (Said.Parks->Unless)
      Said.Parks->Unless = Entities[*Said.Parks->Unless];
  }
  for (uint32_t &Overridden : Said.Overrides)
    Overridden = Entities[Overridden];
  for (Call &Each : Said.Calls) {
    Each.Callee = Entities[Each.Callee];
    move(Each.At, Files);
  }
  for (Passing &Each : Said.Passes)
    Each.Callee = Entities[Each.Callee];
  for (FieldUse &Each : Said.Fields) {
    Each.Field = Entities[Each.Field];
    move(Each.At, Files);
  }
}

llvm::StringRef reasonOf(Obstacle Each) {
  static constexpr llvm::StringLiteral Reasons[] = {
#define OBSTACLE(Name, Word, Why) Why,
#include "program/Obstacles.def"
  };
  return Reasons[unsigned(Each)];
}

template <class Item>
static void addMissing(std::vector<Item> &To, const std::vector<Item> &From) {
  for (const Item &Each : From)
    if (!llvm::is_contained(To, Each))
      To.push_back(Each);
}

template <class Item>
static void keepCommon(std::vector<Item> &To, const std::vector<Item> &From) {
  llvm::erase_if(To, [&](const Item &Each) { return !llvm::is_contained(From, Each); });
}

/// The call that \p Like is in \p Calls; null if it is not there.
static const Call *find(llvm::ArrayRef<Call> Calls, const Call &Like) {
  const Call *Found = llvm::find_if(Calls, [&](const Call &Each) {
    return Each.Callee == Like.Callee && Each.At == Like.At;
  });
  return Found == Calls.end() ? nullptr : Found;
}

/// Leaves no way through a call that another instance does not make.
static void forgetUncommonWays(std::vector<Call> &Calls, llvm::ArrayRef<Call> Others) {
  for (Call &Each : Calls)
    if (const Call *Other = find(Others, Each);
        !Other || !Other->Says.has(CallWord::Followed))
      Each.Says.remove(CallWord::Followed);
}

void join(Function &To, const Function &From) {
  To.Says = join(To.Says, From.Says);
  if (!To.Obstacle)
    To.Obstacle = From.Obstacle;
  if (To.Parks != From.Parks)
    To.Parks.reset();
  addMissing(To.Overrides, From.Overrides);
  std::vector<Call> Theirs = From.Calls;
  forgetUncommonWays(Theirs, To.Calls);
  forgetUncommonWays(To.Calls, From.Calls);
  addMissing(To.Calls, Theirs);
  keepCommon(To.Takes, From.Takes);
  keepCommon(To.Passes, From.Passes);
  addMissing(To.Fields, From.Fields);
}

void Asking::add(const Asking &Other) {
  What.Bits |= Other.What.Bits;
  addMissing(Takings, Other.Takings);
}

std::string fileFor(llvm::StringRef Folder, llvm::StringRef Unit,
                    llvm::StringRef Extension) {
  llvm::SmallString<128> Path = Folder;
  for (auto Each = llvm::sys::path::begin(Unit); Each != llvm::sys::path::end(Unit);
       ++Each)
    if (*Each != "/")
      llvm::sys::path::append(Path, *Each == ".." ? "__" : *Each);
  return (Path + Extension).str();
}

} // namespace async_checks::program
