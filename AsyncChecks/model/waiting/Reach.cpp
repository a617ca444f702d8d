#include "model/waiting/Reach.h"
#include "model/Model.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

/// The body of \p Callee if it is the user's, in sight, and no coroutine; null otherwise.
static const Body *ordinaryBody(Model &Model, const FunctionDecl &Callee) {
  const FunctionDecl *Definition = Callee.getDefinition();
  if (!Definition || !Definition->doesThisDeclarationHaveABody() ||
      Model.Context.getSourceManager().isInSystemHeader(Definition->getLocation()) ||
      Model.isSyncEntryPoint(*Definition))
    return nullptr;
  const Body &Found = Model.bodyOf(*Definition);
  return Found.isCoroutine() ? nullptr : &Found;
}

Reach::Reach(Model &Model) {
  llvm::SmallVector<const Body *, 16> Reached;
  for (const Body *Body : Model.uses().bodies())
    if (Body->isCoroutine() && !Model.isSyncEntryPoint(Body->Function))
      Reached.push_back(Body);
  llvm::DenseSet<const Body *> Seen;
  auto Enter = [&](const Body &Next, const Entry &Way) {
    if (!Seen.insert(&Next).second)
      return;
    Entries.try_emplace(&pattern(Next.Function), Way);
    Reached.push_back(&Next);
  };
  for (unsigned I = 0; I != Reached.size(); ++I) {
    const Body &In = *Reached[I];
    for (const CallExpr *Call : In.Calls)
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        if (const Body *Next = ordinaryBody(Model, *Callee);
            Next && !Seen.contains(Next) && isFollowed(Model, *Call, In))
          Enter(*Next, {&In, Call});
    for (const ObjectRun &Run : Model.Objects.runsIn(In))
      if (const Body *Next = ordinaryBody(Model, *Run.Function))
        Enter(*Next, {&In, Run.At});
  }
}

const Entry *Reach::of(const FunctionDecl &Function) const {
  auto Found = Entries.find(&pattern(Function));
  return Found == Entries.end() ? nullptr : &Found->second;
}

} // namespace async_checks
