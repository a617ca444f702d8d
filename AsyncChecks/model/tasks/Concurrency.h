// Calls that start as many tasks at once as the data has elements.
#pragma once

#include "model/syntax/Body.h"
#include <string>

namespace async_checks {

class Model;

/// A call, or the object it makes, that starts a task for each element of some data.
struct Burst {
  const clang::Expr *At;
  const clang::NamedDecl *Starter; ///< the function or class that starts them
  llvm::ArrayRef<const clang::Expr *> Arguments;
  const clang::Expr *Data; ///< what decides how many there are
  /// The loop that collects the tasks for \c At, or that \c At stands in; null if the
  /// data itself is handed over.
  const clang::Stmt *Loop = nullptr;
};

/// The bursts in \p In that nothing limits. Where the number is not clearly that of the
/// data, there are none.
llvm::SmallVector<Burst, 2> unlimitedBursts(Model &Model, const Body &In);

} // namespace async_checks
