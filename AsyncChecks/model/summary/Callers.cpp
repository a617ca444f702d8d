#include "model/summary/Callers.h"
#include "model/Model.h"
#include "model/lifetime/Lifetimes.h"
#include "model/lifetime/Loans.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using async_checks::program::CallWord;

namespace async_checks {

void addManner(program::Call &Said, const CallSite &Site, Model &Model) {
  const FunctionDecl &Callee = *Site.Call->getDirectCallee();
  bool CanWait = !isUnawaitable(Callee, Model);
  if (CanWait && !Model.Types.of(Callee.getReturnType()).isTask())
    return;
  if (!CanWait) {
    Said.Says.add(CallWord::Awaitable, couldAwait(Site));
    Said.Says.add(CallWord::Used, !Site.In->isDiscarded(*Site.Call));
    Said.Says.add(CallWord::Kept,
                  isa<CXXMethodDecl>(Callee) && staysUntilDone(Site, Model));
  }
  // Most functions without a result are no coroutines.
  if (Callee.getReturnType()->isVoidType())
    return;
  Said.Says.add(CallWord::Lost, CanWait && lettingGo(Site, Model));
  Lending Given = lendingOf(Site, Model);
  Said.Says.add(CallWord::Running, Given.RunsOn);
  Said.GivenLent |= Given.Lent;
  Said.GivenOwn |= Given.Own;
}

} // namespace async_checks
