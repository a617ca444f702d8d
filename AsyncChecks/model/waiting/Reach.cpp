#include "model/waiting/Reach.h"
#include "model/Model.h"
#include "clang/AST/ASTLambda.h"
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

Reach::Reach(async_checks::Model &Model) : Unit(Model) {
  struct Found {
    const Body *Reached;
    Entry By;
  };
  // By the length of the way: coroutines first.
  std::vector<llvm::SmallVector<Found, 8>> All(1);
  auto Add = [&](const Body &Reached, unsigned Length, const Entry &By) {
    if (All.size() <= Length)
      All.resize(Length + 1);
    All[Length].push_back({&Reached, By});
  };
  for (const Body *Each : Model.uses().bodies()) {
    if (Model.isSyncEntryPoint(Each->Function))
      continue;
    if (Each->isCoroutine()) {
      Add(*Each, 0, {});
    } else if (const program::Answer *Answer = Model.program().reached(Each->Function);
               Answer && Model.program().isCurrent(Answer->FromCoroutine)) {
      Add(*Each, Answer->FromCoroutine.size(), {nullptr, nullptr, Answer});
    }
  }
  llvm::DenseSet<const Body *> Seen;
  for (unsigned Length = 0; Length != All.size(); ++Length)
    for (unsigned I = 0; I != All[Length].size(); ++I) {
      auto [Reached, By] = All[Length][I];
      if (!Seen.insert(Reached).second)
        continue;
      if (Length)
        Entries.try_emplace(&pattern(Reached->Function), By);
      const Body &In = *Reached;
      for (const CallExpr *Call : In.Calls)
        if (const FunctionDecl *Callee = Call->getDirectCallee())
          if (const Body *Next = ordinaryBody(Model, *Callee);
              Next && !Seen.contains(Next) && isFollowed(Model, *Call, In))
            Add(*Next, Length + 1, {&In, Call});
      for (const ObjectRun &Run : Model.Objects.runsIn(In))
        if (const Body *Next = ordinaryBody(Model, *Run.Function))
          Add(*Next, Length + 1, {&In, Run.At});
    }
}

static std::string nameOf(const FunctionDecl &Function) {
  return isLambdaCallOperator(&Function) ? "" : Function.getNameAsString();
}

std::vector<ReachStep> Reach::way(const FunctionDecl &Function) const {
  std::vector<ReachStep> Way;
  const FunctionDecl *Entered = &Function;
  SourceLocation Last = Function.getLocation();
  for (const Entry *By = of(Function); By;) {
    if (By->Elsewhere) {
      for (const program::Step &Each : By->Elsewhere->FromCoroutine)
        Way.push_back({Unit.program().show(Each.At, Last), Each.From, Each.To, false});
      Way.back().IsCoroutine = true;
      break;
    }
    const FunctionDecl &Caller = By->In->Function;
    bool IsCoroutine = By->In->isCoroutine();
    Last = beginOf(*By->At);
    Way.push_back(
        {{Last, "here"}, nameOf(Caller), runAt(*By->At, *Entered), IsCoroutine});
    Entered = &Caller;
    By = IsCoroutine ? nullptr : of(Caller);
  }
  return Way;
}

const Entry *Reach::of(const FunctionDecl &Function) const {
  auto Found = Entries.find(&pattern(Function));
  return Found == Entries.end() ? nullptr : &Found->second;
}

} // namespace async_checks
