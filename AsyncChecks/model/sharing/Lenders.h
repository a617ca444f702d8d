// The containers of others that expressions refer into.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

// Each answers with the variable or field that is the container; null if there is none,
// or if nobody but the coroutine \p In knows it.

/// The container that \p E names, or goes over by an adaptor: `items | reverse`.
const clang::ValueDecl *containerOf(const clang::Expr &E, const Body &In, Model &Unit);

/// The container that \p E, an lvalue, is an element of, or a part of one.
const clang::ValueDecl *lenderOfElement(const clang::Expr &E, const Body &In,
                                        Model &Unit);

/// The container that \p E, an iterator, points into.
const clang::ValueDecl *lenderOfIterator(const clang::Expr &E, const Body &In,
                                         Model &Unit);

/// The container for `auto [it, inserted] = …`.
const clang::ValueDecl *lenderOfPair(const clang::Expr &E, const Body &In, Model &Unit);

/// The container that \p E, a raw pointer, points into.
const clang::ValueDecl *lenderOfPointer(const clang::Expr &E, const Body &In,
                                        Model &Unit);

/// The container that \p E, a view, shows.
const clang::ValueDecl *lenderOfView(const clang::Expr &E, const Body &In, Model &Unit);

} // namespace async_checks
