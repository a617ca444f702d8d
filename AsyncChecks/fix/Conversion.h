// Makes coroutines of ordinary functions, with all that call them.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"

namespace async_checks {

/// Plans how functions that park the thread can become coroutines that await instead.
class Conversions {
public:
  /// \p Waiting are the bodies of ordinary functions with blocking waits, in the order of
  /// the source.
  Conversions(Model &Model, llvm::ArrayRef<const Body *> Waiting);

  /// The edit that makes coroutines of \p Function and of all ordinary functions that
  /// call it, and awaits them in the coroutines that do. Null if one of them must stay
  /// what it is, and if the edit of an earlier function says the same.
  const Edit *of(const clang::FunctionDecl &Function) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, Edit> Edits;
};

} // namespace async_checks
