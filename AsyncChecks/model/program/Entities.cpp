#include "model/program/Entities.h"
#include "model/syntax/Body.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/FileManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/Support/Path.h"

using namespace clang;
namespace path = llvm::sys::path;

namespace async_checks {

static std::string absolutePath(const SourceManager &Sources, llvm::StringRef Name) {
  llvm::SmallString<256> Path = Name;
  Sources.getFileManager().makeAbsolutePath(Path);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string relativePath(llvm::StringRef Folder, llvm::StringRef File) {
  auto At = path::begin(File), End = path::end(File);
  auto Above = path::begin(Folder), FolderEnd = path::end(Folder);
  while (At != End && Above != FolderEnd && *At == *Above) {
    ++At;
    ++Above;
  }
  llvm::SmallString<128> Result;
  for (; Above != FolderEnd; ++Above)
    path::append(Result, "..");
  for (; At != End; ++At)
    path::append(Result, *At);
  return path::convert_to_slash(Result);
}

Paths::Paths(const SourceManager &Sources, llvm::StringRef Root)
    : Sources(&Sources), Root(absolutePath(Sources, Root.empty() ? "." : Root)) {}

llvm::StringRef Paths::of(SourceLocation At) {
  FileID File = Sources->getFileID(Sources->getExpansionLoc(At));
  auto [Slot, IsNew] = Known.try_emplace(File);
  if (IsNew)
    if (OptionalFileEntryRef Entry = Sources->getFileEntryRefForID(File))
      Slot->second = fromRoot(Entry->getName());
  return Slot->second;
}

llvm::StringRef Paths::ofUnit() {
  return of(Sources->getLocForStartOfFile(Sources->getMainFileID()));
}

std::string Paths::absolute(llvm::StringRef Path) const {
  llvm::SmallString<256> Whole(Root);
  path::append(Whole, Path);
  path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return Whole.str().str();
}

/// \p Name from the root, by `..` if need be.
std::string Paths::fromRoot(llvm::StringRef Name) const {
  return relativePath(Root, absolutePath(*Sources, Name));
}

/// Where \p Function stands, as text.
static std::string placeOf(const FunctionDecl &Function, Paths &Files) {
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  SourceLocation At = Sources.getExpansionLoc(Function.getLocation());
  return (Files.of(At) + ":" + llvm::Twine(Sources.getExpansionLineNumber(At)) + ":" +
          llvm::Twine(Sources.getExpansionColumnNumber(At)))
      .str();
}

std::string entityOf(const FunctionDecl &Function, Paths &Files) {
  const FunctionDecl &Pattern = pattern(Function);
  if (isLambdaCallOperator(&Pattern))
    return "lambda@" + placeOf(Pattern, Files);
  llvm::SmallString<128> Usr;
  if (index::generateUSRForDecl(&Pattern, Usr))
    return "";
  if (Pattern.isMain())
    return (Usr + "@" + Files.ofUnit()).str();
  if (Pattern.isExternallyVisible())
    return Usr.str().str();
  const FunctionDecl *Definition = Pattern.getDefinition();
  return (Files.of((Definition ? Definition : &Pattern)->getLocation()) + "@" + Usr)
      .str();
}

std::string entityOf(const VarDecl &Variable, Paths &Files) {
  llvm::SmallString<128> Usr;
  if (index::generateUSRForDecl(&Variable, Usr))
    return "";
  return Variable.isExternallyVisible()
             ? Usr.str().str()
             : (Files.of(Variable.getLocation()) + "@" + Usr).str();
}

std::string entityOf(const FieldDecl &Field) {
  llvm::SmallString<128> Usr;
  return index::generateUSRForDecl(&pattern(Field), Usr) ? "" : Usr.str().str();
}

} // namespace async_checks
