// What a suspension point can do to the coroutine around it.
#pragma once

#include "model/Body.h"

namespace async_checks {

class Model;

/// Whether the coroutine goes on at once, without being suspended: `await_ready()` of
/// what it awaits is `true` by a literal.
bool isAlwaysReady(const Suspension &Suspension);

/// The suspension points of \p In that may suspend it.
llvm::SmallVector<const Suspension *, 4> realSuspensions(const Body &In);

/// Whether the coroutine \p In may be resumed on another thread than the one that
/// suspended it, as far as its library tells.
bool mayChangeThread(const Body &In, Model &Model);

} // namespace async_checks
