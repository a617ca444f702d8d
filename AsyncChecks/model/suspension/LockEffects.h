// What functions do to locks, and to other permits that keep coroutines out.
#pragma once

#include "clang/AST/Decl.h"
#include <optional>

namespace async_checks {

class Model;

/// What a function, with those that it calls, does to locks that it has not made itself.
struct LockEffect {
  bool Locks = false, Unlocks = false;
  bool IsThreads = false; ///< it unlocks what belongs to a thread, for sure
  bool IsUnclear = false; ///< it calls what is nowhere in sight
};

/// What \p Function does; nullopt if its body is neither in sight nor known to the
/// program.
std::optional<LockEffect> lockEffectOf(Model &Unit, const clang::FunctionDecl &Function);

/// Whether \p Function gives back what kept others out: it unlocks something, returns a
/// permit, or clears a flag or counts down in an object of others.
bool givesBackPermit(Model &Unit, const clang::FunctionDecl &Function);

} // namespace async_checks
