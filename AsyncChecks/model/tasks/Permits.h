// Who asks for a permit, so that only so many work at a time.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;
class Vocabulary;

/// Whether \p Call asks for a permit: by its own name, or because what it is called on or
/// given limits.
bool asksForPermit(const clang::CallExpr &Call, const Vocabulary &Words);

/// Whether an argument of \p Call, or of a call in it, is what limits.
bool mentionsLimiter(const clang::CallExpr &Call, const Vocabulary &Words);

/// Whether something in \p In asks for a permit.
bool asksForPermit(const Body &In, const Vocabulary &Words);

/// The calls of coroutines that \p In awaits at once.
llvm::SmallVector<const clang::CallExpr *, 4> awaitedCalls(const Body &In, Model &Model);

/// Whether \p Function, or a coroutine that it awaits, asks for a permit, as far as the
/// unit and the program know.
bool isLimited(const clang::FunctionDecl &Function, Model &Model);

} // namespace async_checks
