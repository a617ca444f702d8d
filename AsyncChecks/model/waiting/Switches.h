// Parameters by which callers choose whether a function waits.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

/// A parameter that has to be what is said, or a function does not come to a place.
struct Switch {
  unsigned Parameter = 0; ///< from 1; 0 if there is none
  bool IsOn = true;
};

/// What \p In asks its callers before it comes to \p At.
Switch switchOf(const clang::Stmt &At, const Body &In);

/// Whether \p Call, written out, says that its callee is not to come to what \p Asked is
/// asked for.
bool turnsOff(const clang::CallExpr &Call, const Switch &Asked);

/// What \p In asks its callers before \p Call, which stands in it, comes to what \p Asked
/// is asked for.
Switch switchThrough(const clang::CallExpr &Call, const Switch &Asked, const Body &In);

} // namespace async_checks
