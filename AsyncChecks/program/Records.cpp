#include "program/Records.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace async_checks::program {

Words<FunctionWord> join(Words<FunctionWord> A, Words<FunctionWord> B) {
  Words<FunctionWord> Certain;
#define FUNCTION_WORD(Name, Text)
#define CALL_WORD(Name, Text)
#define CLOSED_WORD(Of, By)
#define CERTAIN_WORD(Name) Certain.add(FunctionWord::Name);
#include "program/Words.def"
  return {(A.Bits & B.Bits) | ((A.Bits | B.Bits) & ~Certain.Bits)};
}

template <class Item>
static void addMissing(std::vector<Item> &To, const std::vector<Item> &From) {
  for (const Item &Each : From)
    if (!llvm::is_contained(To, Each))
      To.push_back(Each);
}

void join(Function &To, const Function &From) {
  To.Says = join(To.Says, From.Says);
  if (!To.Parks)
    To.Parks = From.Parks;
  addMissing(To.Overrides, From.Overrides);
  addMissing(To.Calls, From.Calls);
  addMissing(To.Fields, From.Fields);
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
