#include "CallableCheck.h"
#include "Compat.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace async_checks {

void CallableCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("callable"),
                     this);
}

void CallableCheck::check(const MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("callable");
  Model &Model = model(*Result.Context);
  if (!Model.Types.hasCoroutines() || !Function.doesThisDeclarationHaveABody() ||
      Result.SourceManager->isInSystemHeader(Function.getLocation()) ||
      !Seen.insert(&Function).second)
    return;
  Current = &Sites[compat::nameLocation(Function)];
  IsInstance = !Function.isDependentContext();
  Current->Instances += IsInstance;
  examine(Model.bodyOf(Function), Model);
}

void CallableCheck::found(Finding Finding) {
  Place &Place = Current->Places[Finding.At];
  Place.ByInstances += IsInstance;
  Place.Findings.push_back(std::move(Finding));
}

void CallableCheck::onEndOfTranslationUnit() {
  for (const auto &[Where, Site] : Sites)
    for (const auto &[At, Place] : Site.Places) {
      const Finding &First = Place.Findings.front();
      bool Agree = Place.ByInstances == Site.Instances &&
                   llvm::all_of(Place.Findings, [&](const Finding &Other) {
                     return Other.Fix == First.Fix;
                   });
      report(Agree ? First : withoutFix(First));
    }
  Sites.clear();
  Seen.clear();
}

} // namespace async_checks
