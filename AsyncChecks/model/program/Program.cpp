#include "model/program/Program.h"
#include "program/Text.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

using namespace clang;

namespace async_checks {

Program::Program(ASTContext &Context, llvm::StringRef From, llvm::StringRef Root)
    : Context(Context), Files(Context.getSourceManager(), Root) {
  if (!From.empty())
    read(From);
  for (const program::Answer &Each : Said.Answers)
    AnswerOf[Each.Of.Usr] = &Each;
  for (const program::FieldAnswer &Each : Said.Fields)
    FieldOf[Each.Of.Usr] = &Each;
}

Program::~Program() = default;

void Program::read(llvm::StringRef From) {
  std::string Path = From.str();
  if (llvm::sys::fs::is_directory(Path))
    Path = program::fileFor(Path, Files.ofUnit(), program::SliceExtension);
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text) {
    Failure = "there is no slice for this unit at " + Path;
    return;
  }
  llvm::Expected<program::Slice> Slice = program::readSlice((*Text)->getBuffer());
  if (!Slice)
    Failure = "the slice " + Path + " " + llvm::toString(Slice.takeError());
  else if (Slice->Unit != Files.ofUnit())
    Failure = "the slice " + Path + " is that of " + Slice->Unit;
  else
    Said = std::move(*Slice);
}

const program::Answer *Program::of(const FunctionDecl &Function) {
  if (AnswerOf.empty())
    return nullptr;
  auto [Slot, IsNew] = Known.try_emplace(Function.getCanonicalDecl());
  if (IsNew)
    Slot->second = AnswerOf.lookup(entityOf(Function, Files));
  return Slot->second;
}

const program::FieldAnswer *Program::of(const FieldDecl &Field) {
  return FieldOf.empty() ? nullptr : FieldOf.lookup(entityOf(Field));
}

FileID Program::open(const program::File &File) {
  SourceManager &Sources = Context.getSourceManager();
  auto Entry = Sources.getFileManager().getFileRef(Files.absolute(File.Path));
  if (!Entry) {
    llvm::consumeError(Entry.takeError());
    return FileID();
  }
  FileID Opened = Sources.translateFile(*Entry);
  if (Opened.isInvalid())
    Opened = Sources.getOrCreateFileID(*Entry, SrcMgr::C_User);
  std::optional<llvm::StringRef> Text = Sources.getBufferDataOrNone(Opened);
  return Text && llvm::xxHash64(*Text) == File.Digest ? Opened : FileID();
}

SourceLocation Program::locate(const program::Place &At) {
  if (!At.Line)
    return {};
  auto [Slot, IsNew] = Opened.try_emplace(At.File);
  if (IsNew)
    Slot->second = open(Said.Files[At.File]);
  return Slot->second.isValid() ? Context.getSourceManager().translateLineCol(
                                      Slot->second, At.Line, At.Column)
                                : SourceLocation();
}

} // namespace async_checks
