#include "model/Reach.h"
#include "model/Model.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

/// The body of the function that \p Call names and runs; null if it is not the user's or
/// not in sight.
static const Body *calledBody(Model &Model, const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (!Definition || !Definition->doesThisDeclarationHaveABody() || !isBoundEarly(Call) ||
      Model.Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
    return nullptr;
  return &Model.bodyOf(*Definition);
}

Reach::Reach(Model &Model) {
  llvm::SmallVector<const Body *, 16> Reached;
  for (const Body *Body : Model.uses().bodies())
    if (Body->isCoroutine() && !Model.isSyncEntryPoint(Body->Function))
      Reached.push_back(Body);
  llvm::DenseSet<const Body *> Seen;
  for (unsigned I = 0; I != Reached.size(); ++I) {
    const Body &In = *Reached[I];
    for (const CallExpr *Call : In.Calls) {
      const Body *Callee = calledBody(Model, *Call);
      if (!Callee || Callee->isCoroutine() || Seen.contains(Callee) ||
          Model.isSyncEntryPoint(Callee->Function) || Model.blockingWait(*Call, In))
        continue;
      Seen.insert(Callee);
      Callers.try_emplace(&pattern(Callee->Function), CallSite{&In, Call});
      Reached.push_back(Callee);
    }
  }
}

const CallSite *Reach::of(const FunctionDecl &Function) const {
  auto Found = Callers.find(&pattern(Function));
  return Found == Callers.end() ? nullptr : &Found->second;
}

} // namespace async_checks
