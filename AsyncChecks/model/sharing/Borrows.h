// Iterators, references and views into containers that others can change meanwhile.
#pragma once

#include "model/suspension/Suspensions.h"
#include "clang/AST/DeclCXX.h"
#include <vector>

namespace async_checks {

/// Something that refers into a container and is used on both sides of a suspension.
struct Borrow {
  /// The declaration, or the range-`for`.
  clang::SourceLocation At;
  /// The name that refers into the container; null for a loop.
  const clang::ValueDecl *Name;
  /// The variable or field that is the container.
  const clang::ValueDecl *Container;
  const clang::Expr *Suspension;
  /// Where it is used afterwards; null for the next round of a loop.
  const clang::Expr *Use;
  /// Where somebody changes the container; invalid if nobody in sight does.
  clang::SourceLocation Change = {};
};

/// The borrows of \p In from members, globals and what reference parameters refer to. A
/// container that nobody can change while \p In is suspended lends safely: all code that
/// may change it is in sight and does not, or a lock is held.
std::vector<Borrow> findBorrows(Model &Model, const Body &In);

} // namespace async_checks
