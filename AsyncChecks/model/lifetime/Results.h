// What refers into the result of an awaited temporary.
#pragma once

#include "model/suspension/Suspensions.h"
#include "model/types/Containers.h"

namespace async_checks {

/// What the view that \p E makes is made of; null if \p E makes none of an object.
const clang::Expr *viewed(const clang::Expr *E);

/// Finds in one body what dangles once the full-expression of a `co_await` ends.
class Results {
public:
  Results(Model &Unit, const Body &In);

  /// The `co_await` of a temporary into whose result, or into which itself, the glvalue
  /// \p E refers; null if there is none, or if nothing shows that it does.
  const Suspension *behindReference(const clang::Expr *E);

  /// The `co_await` into whose result the view that \p E makes refers.
  const Suspension *behindView(const clang::Expr *E);

  /// The `co_await` into whose result the range \p E of a range-`for` refers.
  const Suspension *behindRange(const clang::Expr *E);

  /// The `co_await` that \p E is, if what it yields refers to what the awaited coroutine
  /// was given, and that is gone at the end of the full-expression.
  const Suspension *behindGiven(const clang::Expr *E);

  bool isView(clang::QualType Type) { return Kinds.isView(Type); }

private:
  const Suspension *suspension(const clang::Expr *E) const;
  bool refersToAwaited(const Suspension &At);
  const Suspension *temporary(const clang::Expr *E);
  const Suspension *part(const clang::Expr *E);
  bool handsOutPart(const clang::CXXMemberCallExpr &Call);

  Model &Unit;
  const Body &In;
  Containers &Kinds;
};

} // namespace async_checks
