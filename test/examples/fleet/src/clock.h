#pragma once

#include "async/task.h"

namespace fleet::timing {

inline Task<void> pause() { co_await next_turn(); }

} // namespace fleet::timing
