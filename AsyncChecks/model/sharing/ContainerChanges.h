// Who changes a container, as far as one can see.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

struct ContainerChanges {
  /// The first change; null if there is none in sight.
  const clang::Expr *Any = nullptr;
  /// One that ends the life of elements.
  const clang::Expr *Removal = nullptr;
  /// All code that could change it has been seen.
  bool IsComplete = false;
};

/// The changes of \p Container, a variable or a field, in the whole unit, those by its
/// constructors and destructors left out.
ContainerChanges changesOf(Model &Unit, const clang::ValueDecl &Container);

} // namespace async_checks
