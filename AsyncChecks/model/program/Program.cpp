#include "model/program/Program.h"
#include "model/syntax/Body.h"
#include "program/Text.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace clang;

namespace async_checks {

Program::Program(ASTContext &Context, const SharedOptions &Options)
    : Context(Context), Files(Context.getSourceManager(), Options.Root),
      NotesQuestions(!Options.SummaryFolder.empty()), HasPlan(!Options.Plan.empty()) {
  if (!Options.Program.empty())
    read(Options.Program, /*FindRoot=*/Options.Root.empty());
  for (const program::Answer &Each : Said.Answers)
    AnswerOf[Each.Of.Usr] = &Each;
  for (const program::FieldAnswer &Each : Said.Fields)
    FieldOf[Each.Of.Usr] = &Each;
}

Program::~Program() = default;

/// The slice of this unit in \p Folder, whether there is one or not.
std::string Program::find(llvm::StringRef Folder, bool FindRoot) {
  std::string Usual = program::fileFor(Folder, Files.ofUnit(), program::SliceExtension);
  if (!FindRoot || llvm::sys::fs::exists(Usual))
    return Usual;
  std::string Unit = Files.absolute(Files.ofUnit());
  for (llvm::StringRef Root = llvm::sys::path::root_path(Unit);
       Root.size() < Unit.size();) {
    llvm::StringRef Below = llvm::StringRef(Unit).drop_front(Root.size()).ltrim('/');
    std::string Path = program::fileFor(Folder, Below, program::SliceExtension);
    if (llvm::sys::fs::exists(Path)) {
      Files = Paths(Context.getSourceManager(), Root);
      return Path;
    }
    size_t Next = Unit.find('/', Unit.size() - Below.size());
    if (Next == std::string::npos)
      break;
    Root = llvm::StringRef(Unit).take_front(Next);
  }
  return Usual;
}

void Program::read(llvm::StringRef From, bool FindRoot) {
  std::string Path = From.str();
  if (llvm::sys::fs::is_directory(Path))
    Path = find(Path, FindRoot);
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

bool Program::knows(const FunctionDecl &Function, program::Question What) {
  if (NotesQuestions)
    Asked[&pattern(Function)].What.add(What);
  const program::Answer *Found = of(Function);
  return Found && Found->Yes.has(What);
}

program::Words<program::TakeWord> Program::taking(const FunctionDecl &Function,
                                                  const program::AskedTaking &What) {
  if (NotesQuestions)
    Asked[&pattern(Function)].add({0, {}, {What}});
  if (const program::Answer *Found = of(Function))
    for (const program::Taking &Each : Found->Takes)
      if (Each.Parameter == What.Parameter)
        return {Each.Says.Bits & What.About.Bits};
  return What.Assumed;
}

llvm::ArrayRef<program::FieldChange>
Program::changes(const FieldDecl &Field, program::Words<program::FieldWord> About) {
  if (NotesQuestions)
    FieldsAsked[&pattern(Field)].About.Bits |= About.Bits;
  const program::FieldAnswer *Found =
      FieldOf.empty() ? nullptr : FieldOf.lookup(entityOf(Field));
  return Found ? llvm::ArrayRef(Found->Changes) : llvm::ArrayRef<program::FieldChange>();
}

Program::OpenedFile Program::open(const program::Place &At) {
  auto [Slot, IsNew] = Opened.try_emplace(At.File, OpenedFile{Freshness::Missing});
  if (!IsNew)
    return Slot->second;
  const program::File &File = Said.Files[At.File];
  SourceManager &Sources = Context.getSourceManager();
  auto Entry = Sources.getFileManager().getFileRef(Files.absolute(File.Path));
  if (!Entry) {
    llvm::consumeError(Entry.takeError());
    return Slot->second;
  }
  FileID Id = Sources.translateFile(*Entry);
  if (Id.isInvalid())
    Id = Sources.getOrCreateFileID(*Entry, SrcMgr::C_User);
  std::optional<llvm::StringRef> Text = Sources.getBufferDataOrNone(Id);
  bool IsSame = Text && llvm::xxHash64(*Text) == File.Digest;
  return Slot->second = {IsSame ? Freshness::Same : Freshness::Changed, Id};
}

SourceLocation Program::locate(const program::Place &At) {
  OpenedFile File = At.Line ? open(At) : OpenedFile{Freshness::Missing};
  return File.Is == Freshness::Same
             ? Context.getSourceManager().translateLineCol(File.Id, At.Line, At.Column)
             : SourceLocation();
}

Program::Shown Program::show(const program::Place &At, SourceLocation Instead) {
  if (SourceLocation Place = locate(At); Place.isValid())
    return {Place, "here"};
  return {Instead, (llvm::Twine("at ") + Said.Files[At.File].Path + ":" +
                    llvm::Twine(At.Line) + ":" + llvm::Twine(At.Column))
                       .str()};
}

} // namespace async_checks
