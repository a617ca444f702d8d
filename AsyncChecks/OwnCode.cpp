#include "OwnCode.h"
#include "Compat.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;

namespace async_checks {

/// Whether \p Checks, a list as in `--checks`, can enable none but ours. What is listed
/// before the last `-*` is not enabled.
static bool areOurs(llvm::StringRef Checks) {
  llvm::SmallVector<llvm::StringRef, 8> Globs;
  llvm::SplitString(Checks, Globs, ",\n");
  for (llvm::StringRef Glob : llvm::reverse(Globs)) {
    Glob = Glob.trim();
    if (Glob == "-*")
      return true;
    if (!Glob.empty() && !Glob.starts_with("-") && !Glob.starts_with("async-"))
      return false;
  }
  return false;
}

OwnCode::OwnCode(const ClangTidyOptions &Options)
    : IsEnough(!Options.SystemHeaders.value_or(false) &&
               areOurs(Options.Checks.value_or(""))) {}

void OwnCode::registerMatchers(MatchFinder &Finder) {
  if (compat::MatchesSystemHeaders && IsEnough)
    Finder.addMatcher(translationUnitDecl(), this);
}

void OwnCode::run(const MatchFinder::MatchResult &Result) {
  TranslationUnitDecl *Unit = Result.Context->getTranslationUnitDecl();
  // An editor looks at less than the whole unit, and says so.
  if (!llvm::is_contained(Result.Context->getTraversalScope(), Unit))
    return;
  std::vector<Decl *> Own;
  for (Decl *Declaration : Unit->decls())
    if (!Result.SourceManager->isInSystemHeader(Declaration->getLocation()))
      Own.push_back(Declaration);
  Result.Context->setTraversalScope(Own);
}

} // namespace async_checks
