#include "WrittenCallables.h"
#include "Compat.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace async_checks {

void WrittenCallables::registerMatchers(MatchFinder &Finder) {
  Finder.addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("callable"),
                    this);
  Finder.addMatcher(translationUnitDecl().bind("unit"), this);
}

void WrittenCallables::run(const MatchFinder::MatchResult &Result) {
  Context = Result.Context;
  const auto *Matched = Result.Nodes.getNodeAs<FunctionDecl>("callable");
  if (!Matched)
    return;
  const FunctionDecl &Function = *Matched;
  if (!Function.doesThisDeclarationHaveABody() ||
      Result.SourceManager->isInSystemHeader(Function.getLocation()) ||
      !Seen.insert(&Function).second)
    return;
  All[compat::nameLocation(Function)].push_back(&Function);
}

} // namespace async_checks
