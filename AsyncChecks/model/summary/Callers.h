// What a unit says of the coroutines that it calls.
#pragma once

#include "model/unit/Uses.h"
#include "program/Records.h"

namespace async_checks {

class Model;

/// Adds to \p Said, the record of the call at \p Site, what the caller does with the
/// coroutine that it runs, if it runs one.
void addManner(program::Call &Said, const CallSite &Site, Model &Model);

} // namespace async_checks
