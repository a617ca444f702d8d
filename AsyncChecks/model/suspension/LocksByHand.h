// Locks that are taken and released by calls, without an object that holds them.
#pragma once

#include "model/suspension/Locks.h"
#include "model/syntax/Flow.h"

namespace async_checks {

/// Adds to \p Found the mutexes that \p In locks by hand and holds at one of its \p
/// Suspensions, on some path.
void findLocksByHand(Model &Model, const Body &In,
                     llvm::ArrayRef<const Suspension *> Suspensions,
                     std::vector<HeldLock> &Found);

/// Whether what \p Takes and \p Releases a lock leave it held at \p At on every way
/// there.
bool isAlwaysHeld(const Suspension &At, const Flow::Marks &Takes,
                  const Flow::Marks &Releases, const Flow &Flow);

} // namespace async_checks
