#include "monitor.h"

namespace fleet {
namespace {

class SpeedMonitor : public Monitor {
public:
  SpeedMonitor(Alarms &alarms, VehicleStore &store, int limit)
      : alarms_(alarms), store_(store), limit_(limit) {}

  void observe(Vehicle vehicle) override;

private:
  Alarms &alarms_;
  VehicleStore &store_;
  int limit_;
};

void SpeedMonitor::observe(Vehicle vehicle) {
  if (vehicle.speed <= limit_)
    co_return;
  const std::string text = co_await title(store_, vehicle.id) + " is too fast";
  alarms_.raise(text);
}

} // namespace

std::unique_ptr<Monitor> make_speed_monitor(Alarms &alarms, VehicleStore &store,
                                            int limit) {
  return std::make_unique<SpeedMonitor>(alarms, store, limit);
}

} // namespace fleet
