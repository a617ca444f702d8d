#include "model/tasks/Ignored.h"
#include "model/Model.h"

using namespace clang;

namespace async_checks {

const CallExpr *ignoredBy(const Expr &Task, const Body &In, Model &Model) {
  auto [Call, Parameter] = takerOf(Task, In);
  return Call && !Model.takings()
                      .of(*Call->getDirectCallee(), Parameter)
                      .has(TakeWord::Touched)
             ? Call
             : nullptr;
}

bool isLeftAlone(const VarDecl &Holder, const Body &In, Model &Model) {
  return llvm::all_of(In.uses(Holder), [&](const Expr *Use) {
    return In.leavesAlone(*Use) || ignoredBy(*Use, In, Model);
  });
}

} // namespace async_checks
