#include "PreprocessingTrace.h"
#include "AsyncCheck.h"
#include "program/ReplaceFile.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace async_checks {

namespace {

class PreprocessingTrace : public PPCallbacks {
public:
  PreprocessingTrace(Preprocessor &Of, SharedModel &Models)
      : Sources(Of.getSourceManager()), Models(Models) {}

  void LexedFileChanged(FileID File, LexedFileChangeReason Reason,
                        SrcMgr::CharacteristicKind, FileID, SourceLocation) override {
    if (Reason == LexedFileChangeReason::EnterFile && !nameOf(File).empty())
      add("include", nameOf(File));
  }

  void FileSkipped(const FileEntryRef &File, const Token &,
                   SrcMgr::CharacteristicKind) override {
    add("include", File.getName());
  }

  void MacroDefined(const Token &Name, const MacroDirective *) override { define(Name); }

  void MacroUndefined(const Token &Name, const MacroDefinition &,
                      const MacroDirective *) override {
    define(Name);
  }

  void MacroExpands(const Token &Name, const MacroDefinition &Macro, SourceRange,
                    const MacroArgs *) override {
    use(Name.getLocation(), Name, Macro);
  }

  void Defined(const Token &Name, const MacroDefinition &Macro, SourceRange) override {
    use(Name.getLocation(), Name, Macro);
  }

  void Ifdef(SourceLocation At, const Token &Name,
             const MacroDefinition &Macro) override {
    use(At, Name, Macro);
  }

  void Ifndef(SourceLocation At, const Token &Name,
              const MacroDefinition &Macro) override {
    use(At, Name, Macro);
  }

  void Elifdef(SourceLocation At, const Token &Name,
               const MacroDefinition &Macro) override {
    use(At, Name, Macro);
  }

  void Elifndef(SourceLocation At, const Token &Name,
                const MacroDefinition &Macro) override {
    use(At, Name, Macro);
  }

  void PragmaDirective(SourceLocation At, PragmaIntroducerKind) override {
    if (!isOwn(At))
      return;
    llvm::StringRef Text(Sources.getCharacterData(At));
    Text = Text.take_until([](char C) { return C == '\n'; });
    for (llvm::StringRef Harmless : {"once", "diagnostic", "region", "mark"})
      if (Text.contains(Harmless))
        return;
    add("pragma", "");
  }

  void EndOfMainFile() override {
    if (llvm::Error Error = program::replaceFile(Models.options().Trace, Text))
      Models.warn("the trace " + Models.options().Trace +
                  " cannot be written: " + llvm::toString(std::move(Error)));
  }

private:
  bool isOwn(SourceLocation At) const {
    At = Sources.getExpansionLoc(At);
    return At.isValid() && !Sources.isInSystemHeader(At) &&
           !nameOf(Sources.getFileID(At)).empty();
  }

  /// Empty for what is in no file, such as the macros of the command line.
  llvm::StringRef nameOf(FileID File) const {
    OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
    return Entry ? Entry->getName() : "";
  }

  void define(const Token &Name) {
    if (isOwn(Name.getLocation()))
      add("define", Name.getIdentifierInfo()->getName());
  }

  void use(SourceLocation At, const Token &Name, const MacroDefinition &Macro) {
    const MacroInfo *Info = Macro.getMacroInfo();
    if (!Info || Used.contains(Info) || !isOwn(At))
      return;
    Used.insert(Info);
    SourceLocation Definition = Info->getDefinitionLoc();
    if (Definition.isValid() && Sources.isInSystemHeader(Definition))
      add("use", (Name.getIdentifierInfo()->getName() + " " +
                  nameOf(Sources.getFileID(Definition)))
                     .str());
  }

  /// Notes an event that is not noted yet.
  void add(llvm::StringRef Kind, llvm::StringRef Name) {
    std::string Line = (Kind + (Name.empty() ? "" : " ") + Name + "\n").str();
    if (Noted.insert(Line).second)
      Text += Line;
  }

  const SourceManager &Sources;
  SharedModel &Models;
  llvm::DenseSet<const MacroInfo *> Used;
  llvm::StringSet<> Noted;
  std::string Text;
};

} // namespace

std::unique_ptr<PPCallbacks> makePreprocessingTrace(Preprocessor &Of,
                                                    SharedModel &Models) {
  return std::make_unique<PreprocessingTrace>(Of, Models);
}

} // namespace async_checks
