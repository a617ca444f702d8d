#include "monitor.h"

namespace fleet {
namespace {

class FenceMonitor : public Monitor {
public:
  FenceMonitor(Alarms &alarms, VehicleStore &store, int radius)
      : alarms_(alarms), store_(store), radius_(radius) {}

  void observe(Vehicle vehicle) override {
    const bool outside = distance(vehicle.at, {}) > radius_;
    const std::string text = co_await title(store_, vehicle.id) + " has left the area";
    if (outside)
      co_await alarms_.raise(text);
  }

private:
  Alarms &alarms_;
  VehicleStore &store_;
  int radius_;
};

} // namespace

std::unique_ptr<Monitor> make_fence_monitor(Alarms &alarms, VehicleStore &store,
                                            int radius) {
  return std::make_unique<FenceMonitor>(alarms, store, radius);
}

} // namespace fleet
