#include "model/types/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace async_checks {

std::string qualifiedName(const NamedDecl &D) {
  std::string Name = D.getNameAsString();
  for (const DeclContext *Scope = D.getDeclContext(); Scope; Scope = Scope->getParent()) {
    const auto *Named = dyn_cast<NamedDecl>(Scope);
    const auto *Namespace = dyn_cast<NamespaceDecl>(Scope);
    bool Transparent = !Named || isa<FunctionDecl>(Scope) || !Named->getIdentifier() ||
                       (Namespace && Namespace->isInline());
    if (!Transparent)
      Name = Named->getName().str() + "::" + Name;
  }
  return Name;
}

const NamedDecl *findNamed(ASTContext &Context, llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef, 4> Path;
  Name.split(Path, "::", -1, /*KeepEmpty=*/false);
  const DeclContext *Scope = Context.getTranslationUnitDecl();
  const NamedDecl *Found = nullptr;
  for (llvm::StringRef Piece : Path) {
    Found = nullptr;
    if (!Scope)
      break;
    for (const NamedDecl *Candidate : Scope->lookup(&Context.Idents.get(Piece)))
      Found = Candidate->getUnderlyingDecl();
    Scope = dyn_cast_or_null<DeclContext>(Found);
  }
  return Found;
}

std::vector<llvm::StringRef> listItems(llvm::StringRef List) {
  std::vector<llvm::StringRef> Items;
  while (!List.empty()) {
    auto [Item, Rest] = List.split(';');
    if (Item = Item.trim(); !Item.empty())
      Items.push_back(Item);
    List = Rest;
  }
  return Items;
}

std::vector<std::string> NamePatterns::add(llvm::StringRef List) {
  std::vector<std::string> Errors;
  for (llvm::StringRef Item : listItems(List)) {
    const Pattern *Added = Read.add(Item);
    if (std::string Why; Added && !Added->compiled().isValid(Why))
      Errors.push_back(("'" + Item + "': " + Why).str());
  }
  return Errors;
}

const NamePatterns::Entries &NamePatterns::entries() const {
  for (llvm::StringRef List : Unread)
    for (llvm::StringRef Item : listItems(List))
      Read.add(Item);
  Unread.clear();
  return Read;
}

const NamePatterns::Pattern *NamePatterns::Entries::add(llvm::StringRef Item) {
  bool IsQualified = Item.contains("::");
  if (Item.find_first_of("^$.*+?()[]{}|\\") != llvm::StringRef::npos)
    return &(IsQualified ? QualifiedPatterns : UnqualifiedPatterns)
                .emplace_back(Item.str());
  llvm::StringRef Whole = Item.ltrim(':');
  if (IsQualified)
    QualifiedByLastName[Whole.substr(Whole.rfind(':') + 1)].push_back(Whole.str());
  else
    Unqualified.insert(Whole);
  return nullptr;
}

llvm::Regex &NamePatterns::Pattern::compiled() const {
  return Compiled ? *Compiled : Compiled.emplace(Text);
}

bool NamePatterns::isAnyFoundIn(llvm::StringRef Name, llvm::ArrayRef<Pattern> Patterns) {
  return llvm::any_of(
      Patterns, [Name](const Pattern &Each) { return Each.compiled().match(Name); });
}

bool NamePatterns::matchesName(llvm::StringRef Name) const {
  const Entries &Listed = entries();
  return Listed.Unqualified.contains(Name) ||
         isAnyFoundIn(Name, Listed.UnqualifiedPatterns);
}

bool NamePatterns::matches(const NamedDecl &D) const {
  if (!D.getIdentifier())
    return false;
  auto [Answer, IsNew] = Answers.try_emplace(&D, false);
  if (IsNew)
    Answer->second = computeMatches(D);
  return Answer->second;
}

std::optional<std::vector<std::string>> NamePatterns::qualifiedNames() const {
  const Entries &Listed = entries();
  if (!Listed.Unqualified.empty() || !Listed.UnqualifiedPatterns.empty() ||
      !Listed.QualifiedPatterns.empty())
    return std::nullopt;
  std::vector<std::string> Names;
  for (const auto &[LastName, Whole] : Listed.QualifiedByLastName)
    llvm::append_range(Names, Whole);
  llvm::sort(Names);
  return Names;
}

bool NamePatterns::computeMatches(const NamedDecl &D) const {
  if (matchesName(D.getName()))
    return true;
  const Entries &Listed = entries();
  auto Candidates = Listed.QualifiedByLastName.find(D.getName());
  bool HasCandidate = Candidates != Listed.QualifiedByLastName.end();
  if (!HasCandidate && Listed.QualifiedPatterns.empty())
    return false;
  std::string Qualified = qualifiedName(D);
  return (HasCandidate && llvm::is_contained(Candidates->second, Qualified)) ||
         isAnyFoundIn(Qualified, Listed.QualifiedPatterns);
}

bool isWrittenWith(const Expr &E, const NamePatterns &Words, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  CharSourceRange Written = Sources.getExpansionRange(E.getSourceRange());
  return Words.matchesName(Lexer::getSourceText(Written, Sources, Context.getLangOpts()));
}

} // namespace async_checks
