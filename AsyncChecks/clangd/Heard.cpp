#include "Heard.h"
#include "Disk.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace async_checks {

namespace {

class UnitListener : public Listener {
public:
  UnitListener(llvm::StringRef Path, Heard &To) : Path(realPath(Path)), To(To) {}

  void hear(llvm::StringRef Check, DiagnosticIDs::Level Level, SourceLocation At,
            llvm::StringRef Message, llvm::ArrayRef<FixItHint> Changes,
            const ASTContext &Context) override {
    if (Level == DiagnosticIDs::Note) {
      if (IsOfMainFile)
        Findings.back().Notes.push_back({Message.str(), editsOf(Changes, Context)});
      return;
    }
    const SourceManager &Sources = Context.getSourceManager();
    auto [File, Offset] = Sources.getDecomposedLoc(Sources.getFileLoc(At));
    IsOfMainFile = File == Sources.getMainFileID();
    if (!IsOfMainFile)
      return;
    llvm::StringRef Text = Sources.getBufferData(File);
    Place End = Place::at(Text, unsigned(std::min(Text.find('\n', Offset), Text.size())));
    unsigned Line = End.Line;
    Findings.push_back({Check.str(),
                        Message.str(),
                        Line,
                        std::move(End),
                        editsOf(Changes, Context),
                        {}});
  }

  void end() override { To.put(Path, std::move(Findings)); }

private:
  /// The edits that \p Changes stand for; empty if one of them has no place in a file.
  Fix editsOf(llvm::ArrayRef<FixItHint> Changes, const ASTContext &Context) {
    const SourceManager &Sources = Context.getSourceManager();
    Fix Files;
    for (const FixItHint &Change : Changes) {
      CharSourceRange Range =
          Lexer::makeFileCharRange(Change.RemoveRange, Sources, Context.getLangOpts());
      auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
      auto Entry = Sources.getFileEntryRefForID(File);
      if (Range.isInvalid() || !Entry)
        return {};
      llvm::StringRef Text = Sources.getBufferData(File);
      FileEdits &Whole = Untouched[File];
      if (Whole.Path.empty())
        Whole = {
            realPath(Entry->getFileEntry().tryGetRealPathName()), digestOf(Text), {}};
      auto Known = llvm::find_if(
          Files, [&](const FileEdits &Each) { return Each.Path == Whole.Path; });
      if (Known == Files.end())
        Known = Files.insert(Known, Whole);
      unsigned End = Sources.getFileOffset(Range.getEnd());
      Known->Edits.push_back({Begin, End - Begin, Place::at(Text, Begin),
                              Place::at(Text, End), Change.CodeToInsert});
    }
    return Files;
  }

  const std::string Path;
  Heard &To;
  llvm::DenseMap<FileID, FileEdits> Untouched; ///< files that fixes change, without edits
  std::vector<HeardFinding> Findings;
  bool IsOfMainFile = false; ///< the last warning
};

} // namespace

void Heard::put(const std::string &Path, std::vector<HeardFinding> Findings) {
  std::lock_guard Lock(Mutex);
  Files[Path] = std::move(Findings);
}

std::vector<HeardFinding> Heard::of(llvm::StringRef Path) const {
  std::lock_guard Lock(Mutex);
  return Files.lookup(Path);
}

std::unique_ptr<Listener> Heard::listener(llvm::StringRef Path) {
  return std::make_unique<UnitListener>(Path, *this);
}

} // namespace async_checks
