// Which code of a unit belongs to its tests.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// Whether \p Function is the body of a test, or a member of the class of one.
bool isTestBody(const clang::FunctionDecl &Function, const Model &Model);

/// Whether \p Function runs in tests alone: it is the body of one or stands in one, or
/// stands in the same file and nobody else of the unit calls or names it. A test is also
/// what is named as one and given away together with a text.
bool runsInTestsOnly(const clang::FunctionDecl &Function, Model &Model);

/// Whether checks that have nothing to say about tests leave \p Function alone: it runs
/// in tests alone, and the user does not want these reported.
bool isLeftAloneAsTest(const clang::FunctionDecl &Function, Model &Model);

/// Whether \p In is a callable that makes \p Call after declarations at most, and is
/// given to a function in sight that calls it in a `try`: what is asked is whether \p
/// Call throws at once, which a coroutine does if its promise rejects its arguments.
bool isExpectedToThrow(const clang::CallExpr &Call, const Body &In, Model &Model);

/// Whether \p Node was written by a macro that tells a test framework of a failure.
bool isTestAssertion(const clang::Stmt &Node, const Model &Model);

/// Whether a macro wrote \p Node that says: nobody comes here.
bool isUnexpected(const clang::Stmt &Node, const Model &Model);

} // namespace async_checks
