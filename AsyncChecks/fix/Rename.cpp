#include "fix/Rename.h"
#include "model/syntax/Walk.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace async_checks {

/// The declaration that stands for \p Function in Renaming::Mentions.
static const FunctionDecl *keyOf(const FunctionDecl &Function) {
  return pattern(Function).getCanonicalDecl();
}

/// Notes every mention of a name. Instances of templates are left out: they are written
/// as their patterns are.
class Renaming::NameWalk : public Walk {
public:
  NameWalk(Renaming &Found, const llvm::StringSet<> &Names)
      : Walk(Into::Text), Found(Found), Names(Names) {}

private:
  void see(Decl &D) override {
    if (const auto *Using = dyn_cast<UsingDecl>(&D)) {
      // One that brings in several functions cannot follow each of them.
      Found.Understood.erase(Using->getLocation());
      if (Using->shadow_size() == 1)
        note(*Using->shadow_begin()->getTargetDecl(), Using->getLocation());
    } else if (const auto *Named = dyn_cast<NamedDecl>(&D);
               Named && !isa<UsingShadowDecl>(D)) {
      note(*Named, Named->getLocation());
    }
  }
  bool see(Stmt &S) override {
    if (const auto *Reference = dyn_cast<DeclRefExpr>(&S))
      note(*Reference->getDecl(), Reference->getLocation());
    else if (const auto *Member = dyn_cast<MemberExpr>(&S))
      note(*Member->getMemberDecl(), Member->getMemberLoc());
    return true;
  }
  void note(const NamedDecl &Named, SourceLocation At) {
    if (!Named.getIdentifier() || !Names.contains(Named.getName()) || At.isMacroID())
      return;
    Found.Understood.insert(At);
    const auto *Function = dyn_cast<FunctionDecl>(&Named);
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(&Named))
      Function = Template->getTemplatedDecl();
    if (Function)
      Found.Mentions[keyOf(*Function)].push_back(At);
  }

  Renaming &Found;
  const llvm::StringSet<> &Names;
};

Renaming::Renaming(Model &Model, const llvm::StringSet<> &Names)
    : Unit(Model), Text(Model.Context) {
  NameWalk(*this, Names)
      .over(llvm::to_vector(Unit.Context.getTranslationUnitDecl()->decls()));
  readFiles(Names);
}

void Renaming::readFiles(const llvm::StringSet<> &Names) {
  const SourceManager &Sources = Text.Sources;
  for (unsigned I = 0; I != Sources.local_sloc_entry_size(); ++I)
    readFile(Sources.getLocalSLocEntry(I), Names);
  // In an editor: the headers, and the main file a second time.
  for (unsigned I = 0; I != Sources.loaded_sloc_entry_size(); ++I)
    readFile(Sources.getLoadedSLocEntry(I), Names);
}

void Renaming::readFile(const SrcMgr::SLocEntry &Entry, const llvm::StringSet<> &Names) {
  if (!Entry.isFile() || !Entry.getFile().getContentCache().OrigEntry ||
      SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
    return;
  FileID File =
      Text.Sources.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
  std::optional<llvm::MemoryBufferRef> Buffer = Text.Sources.getBufferOrNone(File);
  FileID Main = Text.Sources.getMainFileID();
  bool IsMainAgain = File != Main && Text.Sources.getFileEntryForID(File) ==
                                         Text.Sources.getFileEntryForID(Main);
  if (!Buffer || IsMainAgain)
    return;
  Lexer Words(File, *Buffer, Text.Sources, Text.Language);
  Token Next;
  do {
    Words.LexFromRawLexer(Next);
    if (Next.isNot(tok::raw_identifier))
      continue;
    llvm::StringRef Word = Next.getRawIdentifier();
    Written.insert(Word);
    if (Names.contains(Word) && !Understood.contains(Next.getLocation()))
      Obscure.insert(Word);
  } while (Next.isNot(tok::eof));
}

/// Whether \p NewName means something where \p Function is declared or may be called.
bool Renaming::isTaken(const FunctionDecl &Function, llvm::StringRef NewName) const {
  auto &Identifier = Unit.Context.Idents.get(NewName);
  if (Identifier.isKeyword(Text.Language) || Identifier.hasMacroDefinition())
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method)
    return Written.contains(NewName);
  const CXXRecordDecl *Class = Method->getParent();
  auto Has = [&](const CXXRecordDecl *Record) {
    return !Record->lookup(&Identifier).empty();
  };
  return Has(Class) || !Class->hasDefinition() || Class->hasAnyDependentBases() ||
         !Class->forallBases([&](const CXXRecordDecl *Base) { return !Has(Base); });
}

std::optional<Edit> Renaming::of(const FunctionDecl &Function, llvm::StringRef NewName) {
  if (Obscure.contains(Function.getName()))
    return std::nullopt;
  std::vector<SourceLocation> Places;
  for (const FunctionDecl *Member : signatureFamily(Unit, Function)) {
    const auto *Template = Member->getDescribedFunctionTemplate();
    bool IsSpecialised =
        Template &&
        llvm::any_of(Template->specializations(), [](const FunctionDecl *Instance) {
          return Instance->getTemplateSpecializationKind() == TSK_ExplicitSpecialization;
        });
    auto Found = Mentions.find(keyOf(*Member));
    if (IsSpecialised || Found == Mentions.end() || isTaken(*Member, NewName))
      return std::nullopt;
    Places.insert(Places.end(), Found->second.begin(), Found->second.end());
  }
  llvm::sort(Places);
  Places.erase(std::unique(Places.begin(), Places.end()), Places.end());
  Edit Result;
  for (SourceLocation At : Places) {
    if (!Text.isEditable({At, At}))
      return std::nullopt;
    Result.Changes.push_back(FixItHint::CreateReplacement({At, At}, NewName));
  }
  return Result;
}

} // namespace async_checks
