// Has lambdas keep what they have captured only a reference to.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/lifetime/Continuations.h"

namespace async_checks {

/// Has the lambda of \p Lost keep all that it refers to; nullopt if that takes more than
/// a capture.
std::optional<Edit> keepCaptures(const LostContinuation &Lost, Model &Model);

} // namespace async_checks
