// What a condition says of a place, or of an element of a container.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// An element as the source names it: `base[key]`.
struct Element {
  const clang::Expr *Base = nullptr; ///< null if there is none
  const clang::Expr *Key = nullptr;
};

/// The element that \p E names, with a key that is the same each time it is named: a
/// number, a string, or a variable of \p In that has one value.
Element elementOf(const clang::Expr &E, const Body &In);

/// Whether both are one key.
bool isSameKey(const clang::Expr &A, const clang::Expr &B);

/// What a condition says if it is true.
enum class Says { Nothing, Empty, Full };

/// What \p Condition says of the place that \p Use, in it, names; of the element with \p
/// Key, if there is one.
Says saysOf(const clang::Expr &Use, const clang::Expr &Condition, const clang::Expr *Key,
            const Body &In, Model &Unit);

} // namespace async_checks
