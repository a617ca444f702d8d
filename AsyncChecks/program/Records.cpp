#include "program/Records.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace async_checks::program {

void join(Function &To, const Function &From) {
  To.Says.Bits |= From.Says.Bits;
  if (!To.Parks)
    To.Parks = From.Parks;
  for (uint32_t Each : From.Overrides)
    if (!llvm::is_contained(To.Overrides, Each))
      To.Overrides.push_back(Each);
  for (const Call &Each : From.Calls)
    if (!llvm::is_contained(To.Calls, Each))
      To.Calls.push_back(Each);
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
