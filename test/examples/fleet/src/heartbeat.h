#pragma once

#include "async/detached.h"

#ifdef FLEET_SIMULATED
#include "../sim/simulated_clock.h"
#else
#include "clock.h"
#endif

namespace fleet::timing {

/// Counts the seconds.
class Heartbeat {
public:
  void beat() {
    ++beats_;
    co_await pause();
  }

  int beats() const { return beats_; }

private:
  int beats_ = 0;
};

} // namespace fleet::timing
