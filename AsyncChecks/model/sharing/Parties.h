// Who else may work with an object while a coroutine that does is suspended.
#pragma once

#include "model/unit/Places.h"

namespace async_checks {

class Model;

/// Whether something in sight says that others may write to \p What while \p In, which
/// does, is suspended: it exists once for all, code that is no part of \p In writes to it
/// as well, its class has a mutex, or calls in sight let \p In run twice at once on one
/// object.
bool hasSecondParty(Model &Unit, const Body &In, const Place &What);

/// Whether what \p Use names, in \p In, may have another value afterwards.
bool mayChange(const clang::Expr &Use, const Body &In, Model &Unit);

} // namespace async_checks
