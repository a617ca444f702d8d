// What keeps ordinary functions from being coroutines.
#pragma once

#include "model/syntax/Body.h"
#include "program/Records.h"

namespace async_checks {

class Model;

/// Why the ordinary function \p Callable cannot become a coroutine, as far as the unit
/// shows: the language forbids it, or its author has asked for something that a coroutine
/// does not keep. Nullopt if it can.
std::optional<program::Obstacle> obstacleOf(Model &Model, const Body &Callable);

/// Whether a coroutine that stands still in \p Callable could keep a lock from others.
bool mayHoldLock(Model &Model, const Body &Callable);

/// Whether a task can hold \p Value, and \p Value stands before the name of a function
/// that returns it.
bool isPlainResult(clang::QualType Value, Model &Model);

} // namespace async_checks
