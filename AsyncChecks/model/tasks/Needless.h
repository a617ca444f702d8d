// Coroutines that await nothing.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// Whether \p In is a coroutine that never suspends of itself, and that an ordinary
/// function could take the place of: nobody dictates its signature, all who call it in
/// sight await it at once, and no other instance or build of it awaits.
bool isNeedlessCoroutine(Model &Model, const Body &In);

} // namespace async_checks
