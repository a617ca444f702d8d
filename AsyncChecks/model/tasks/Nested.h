// Which calls wrap the task of a coroutine into another result.
#pragma once

#include "model/types/Types.h"

namespace async_checks {

class Model;

/// The lazy task that \p Call is given a callable for, and hands out of its own result
/// as it is: `std::async(coroutine)` makes a future of a task. Null if it does not.
clang::QualType findNestedTask(Model &Model, const clang::CallExpr &Call);

/// Whether awaiting an object of \p Type, or waiting for it, yields \p Value.
bool handsOut(Model &Model, clang::QualType Type, clang::QualType Value);

} // namespace async_checks
