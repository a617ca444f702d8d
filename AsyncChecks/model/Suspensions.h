// What a suspension point can do to the coroutine around it.
#pragma once

#include "model/Flow.h"

namespace async_checks {

class Model;

/// Whether the coroutine may be suspended at \p At and others may run meanwhile. An
/// awaiter that is always ready, as one that asks for the executor, never lets them.
bool maySuspend(const Suspension &At);

/// The suspension points of \p In that may suspend it.
llvm::SmallVector<const Suspension *, 4> realSuspensions(const Body &In);

/// All suspension points of \p In, to be looked for in its flow.
Flow::Marks suspensionMarks(const Body &In);

/// Whether the coroutine \p In may be resumed on another thread than the one that
/// suspended it, as far as its library tells.
bool mayChangeThread(const Body &In, Model &Model);

/// Whether the value of \p Use, which stands in one full-expression with \p At, is still
/// needed once \p At is resumed: `use = co_await f()`, `use.push_back(co_await f())`.
bool isNeededAfter(const clang::Expr &Use, const Suspension &At, const Body &In);

/// A lock or permit that is taken before \p From and still held at \p At.
bool isUnderLock(Model &Model, const clang::Stmt &From, const Suspension &At,
                 const Body &In);

} // namespace async_checks
