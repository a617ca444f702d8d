#include "WrittenCallables.h"
#include "Compat.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace async_checks {

void WrittenCallables::registerMatchers(MatchFinder &Finder) {
  Finder.addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("callable"),
                    this);
}

void WrittenCallables::run(const MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("callable");
  if (!Function.doesThisDeclarationHaveABody() ||
      Result.SourceManager->isInSystemHeader(Function.getLocation()) ||
      !Seen.insert(&Function).second)
    return;
  Context = Result.Context;
  All[compat::nameLocation(Function)].push_back(&Function);
}

} // namespace async_checks
