// Writes to shared state that build on what it was before a suspension point.
#pragma once

#include "model/syntax/Body.h"
#include <string>
#include <vector>

namespace async_checks {

class Model;

/// A write to what others may have changed since the coroutine looked at it.
struct StaleWrite {
  const clang::Expr *Write; ///< the whole assignment, or call that fills it
  const clang::Expr *Look;  ///< where it was read or tested
  const Suspension *Across; ///< the suspension point in between
  bool IsTest = false;      ///< \c Look asks whether something is there
  std::string Name;         ///< what is written
};

/// The stale writes of \p In, each once. An asynchronous lock around one, and a flag that
/// is set before the suspension, mean that the author has thought of it.
std::vector<StaleWrite> findStaleWrites(Model &Model, const Body &In);

} // namespace async_checks
