#include "model/tasks/Ignored.h"
#include "model/Model.h"
#include "model/syntax/Flow.h"
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

/// The assignment that puts what a call makes in the place of the task that \p Use names;
/// null if it stands in none.
static const Expr *assignmentTo(const Expr &Use, const Body &In, Model &Model) {
  const auto *Set = dyn_cast_or_null<CXXOperatorCallExpr>(In.writtenParent(Use));
  if (!Set || Set->getOperator() != OO_Equal || written(Set->getArg(0)) != &Use)
    return nullptr;
  const auto *Next = dyn_cast<CallExpr>(written(Set->getArg(1)));
  return Next && Model.returnsTask(*Next) ? Set : nullptr;
}

const Expr *replacedBy(const VarDecl &Holder, const Body &In, Model &Model) {
  Flow::Marks Uses;
  llvm::SmallVector<const Expr *, 2> Sets;
  for (const Expr *Use : In.uses(Holder)) {
    if (const Expr *Set = assignmentTo(*Use, In, Model))
      Sets.push_back(Set);
    else if (!In.leavesAlone(*Use))
      Uses.insert(Use);
  }
  if (Sets.empty())
    return nullptr;
  Uses.insert(Sets.begin(), Sets.end());
  const Flow &Flow = Model.flowOf(In);
  const Stmt *Made = Flow.declaration(Holder);
  if (!Made || !llvm::all_of(Uses, [&](const Stmt *Use) { return Flow.contains(*Use); }))
    return nullptr;
  Flow::Arrivals Next = Flow.after(*Made, Uses);
  const auto *First =
      llvm::find_if(Sets, [&](const Expr *Set) { return Next.isOnly(*Set); });
  return First == Sets.end() ? nullptr : *First;
}

} // namespace async_checks
