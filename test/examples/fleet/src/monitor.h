#pragma once

#include "alarms.h"
#include "model.h"

#include <memory>

namespace fleet {

/// Looks at what a vehicle reports.
class Monitor {
public:
  virtual ~Monitor() = default;

  virtual void observe(Vehicle vehicle) = 0;
};

std::unique_ptr<Monitor> make_fence_monitor(Alarms &alarms, VehicleStore &store,
                                            int radius);
std::unique_ptr<Monitor> make_speed_monitor(Alarms &alarms, VehicleStore &store,
                                            int limit);

} // namespace fleet
