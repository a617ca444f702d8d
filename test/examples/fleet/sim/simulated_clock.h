#pragma once

#include "async/task.h"

namespace fleet::timing {

inline int simulated_seconds = 0;

template <typename T> using Step = Task<T>;

inline Step<void> pause() {
  ++simulated_seconds;
  co_return;
}

} // namespace fleet::timing
