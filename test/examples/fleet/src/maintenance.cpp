#include "maintenance.h"

#include <string>

namespace fleet {

Task<void> Maintenance::inspect(int id, std::stop_token stop) {
  if (!is_due(id))
    co_return;
  Vehicle vehicle = co_await store_.find(id);
  vehicle.mileage = 0;
  store_.save(vehicle);
  const std::string outcome = stop.stop_requested() ? "interrupted " : "inspected ";
  journal_.write(outcome + std::to_string(id));
}

Task<bool> Maintenance::is_due(int id) {
  co_return co_await store_.mileage_async(id) >= 100;
}

Task<int> Maintenance::settle(int first, int last) {
  int sum = 0;
  for (int id = first; id <= last; ++id)
    sum += cost_of(id);
  co_return sum;
}

int Maintenance::cost_of(int id) {
  const Vehicle vehicle = sync_wait(store_.find(id));
  journal_.write("paid for " + vehicle.plate);
  return 100 + store_.mileage(id) / 10;
}

} // namespace fleet
