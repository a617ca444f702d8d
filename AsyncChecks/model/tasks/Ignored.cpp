#include "model/tasks/Ignored.h"
#include "model/Model.h"
#include "model/tasks/Mentions.h"
#include "clang/AST/ExprCXX.h"

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

/// Whether \p Variable takes over what \p Moved stands for: `auto next =
/// std::move(task);`.
static bool takesOver(const VarDecl &Variable, const Expr &Moved) {
  const Expr *Init = Variable.getInit() ? written(Variable.getInit()) : nullptr;
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init);
      Made && Made->getConstructor()->isMoveConstructor())
    Init = written(Made->getArg(0));
  return Init == &Moved && Variable.hasLocalStorage() &&
         Variable.getASTContext().hasSameUnqualifiedType(
             Variable.getType().getNonReferenceType(), Moved.getType());
}

/// The variable of \p In that takes over what \p Moved stands for; null if there is none.
static const VarDecl *movedInto(const Expr &Moved, const Body &In) {
  for (const DeclStmt *Declaration : In.Declarations)
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && takesOver(*Variable, Moved))
        return Variable;
  return nullptr;
}

/// Whether \p Use names a task that is moved to nobody: `std::move(task);`, or into a
/// variable that is left alone itself.
static bool isMovedAway(const Expr &Use, const Body &In, Model &Model) {
  const auto *Around = dyn_cast_or_null<Expr>(In.writtenParent(Use));
  if (!Around || !movedBy(*Around))
    return false;
  if (In.isDiscarded(*Around) || In.leavesAlone(*Around))
    return true;
  const VarDecl *Next = movedInto(*Around, In);
  return Next && isLeftAlone(*Next, In, Model);
}

bool isLeftAlone(const VarDecl &Holder, const Body &In, Model &Model) {
  return llvm::all_of(In.uses(Holder), [&](const Expr *Use) {
    return In.leavesAlone(*Use) || ignoredBy(*Use, In, Model) ||
           isMovedAway(*Use, In, Model);
  });
}

} // namespace async_checks
