// Tasks and futures whose one result is taken a second time.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// What a body does with a variable that holds a task or a future.
enum class Consumption {
  None,  ///< something else
  Await, ///< it awaits it
  Wait,  ///< it parks the thread until it has the result
};

/// A mention of a variable whose result is gone by then, on every path that leads there
/// or on from where it was taken.
struct Reuse {
  const clang::VarDecl *Variable;
  /// Where it is taken.
  const clang::Expr *First;
  Consumption FirstIs;
  /// Where it is wanted again: \c First itself in the next round of a loop.
  const clang::Expr *Second;
  Consumption SecondIs;
};

/// Where \p In takes the result of \p Holder, its local variable or parameter; none if it
/// may put another one in.
llvm::SmallVector<const clang::Expr *, 2> resultTakes(const clang::VarDecl &Holder,
                                                      const Body &In, Model &Model);

/// See Model::reuses().
std::vector<Reuse> findReuses(Model &Model, const Body &In);

} // namespace async_checks
