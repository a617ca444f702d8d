#include "tracker.h"

namespace fleet {

Task<void> Tracker::report(int id, Position at, int speed) {
  Vehicle vehicle = co_await store_.find(id);
  vehicle.at = at;
  vehicle.speed = speed;
  store_.save_async(vehicle);
  for (const auto &monitor : monitors_)
    monitor->observe(vehicle);
}

Task<int> Tracker::report_all(std::vector<int> ids, Position at) {
  struct Reporter {
    Tracker &tracker;
    Position at;
    Task<void> work(int id) { return tracker.report(id, at, 0); }
  };
  co_return co_await for_all(std::move(ids), journal_, Reporter{*this, at});
}

} // namespace fleet
