// What an expression names: a variable, or a part of what one leads to.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Types;

/// An object as the source names it, from the variable or `this` inwards.
struct Place {
  const clang::VarDecl *Root = nullptr; ///< null if it is `this`, or unknown
  bool IsThis = false;
  /// The variable is captured from the function around a lambda.
  bool IsCaptured = false;
  /// The members on the way, null for each `*` or `->`.
  llvm::SmallVector<const clang::ValueDecl *, 4> Path;

  bool isKnown() const { return Root || IsThis; }
  friend bool operator==(const Place &A, const Place &B) {
    return A.Root == B.Root && A.IsThis == B.IsThis && A.Path == B.Path;
  }

  /// Whether others may reach it while the coroutine is suspended: it is a member, a
  /// global, or stands behind a reference or a pointer.
  bool isShared(Types &Types) const;
};

/// The place that \p E names; unknown if it is anything else.
Place placeOf(const clang::Expr *E);

/// Whether \p Value is one that stands for nothing: `nullptr`, `0`, `false`, `{}`.
bool isNothing(const clang::Expr &Value);

/// The declarations that stand for \p Named in the pattern and the instance of its class.
llvm::SmallVector<const clang::ValueDecl *, 2>
declarationsOf(const clang::ValueDecl &Named);

/// Whether \p Function makes or destroys the object that \p Named, a field, is a part of.
bool makesOrDestroys(const clang::FunctionDecl &Function, const clang::ValueDecl &Named);

/// Whether \p Declaration stands in a system header.
bool isOfSystem(const clang::Decl &Declaration);

} // namespace async_checks
