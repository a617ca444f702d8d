// Ends a lock before the coroutine is suspended.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/suspension/Locks.h"

namespace async_checks {

/// The edit that ends \p Held before the statement that suspends, if nothing that may be
/// guarded is used from there on: an `unlock()` moves or is added, or braces end the
/// scope of the guard. Nullopt if that is not sure.
std::optional<Edit> unlockBeforeAwait(Model &Model, const Body &In, const HeldLock &Held);

} // namespace async_checks
