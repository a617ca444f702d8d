#include "store.h"

#include <stdexcept>
#include <string>
#include <utility>

namespace fleet {

Task<Vehicle> VehicleStore::find(int id) {
  co_await next_turn();
  const auto found = rows_.find(id);
  if (found == rows_.end())
    throw std::out_of_range("no vehicle " + std::to_string(id));
  co_return found->second;
}

int VehicleStore::mileage(int id) {
  ++waits_;
  return rows_.at(id).mileage;
}

Task<int> VehicleStore::mileage_async(int id) {
  const Vehicle vehicle = co_await find(id);
  co_return vehicle.mileage;
}

void VehicleStore::save(Vehicle vehicle) {
  ++waits_;
  rows_[vehicle.id] = std::move(vehicle);
}

void VehicleStore::save_async(Vehicle vehicle, std::stop_token stop) {
  co_await next_turn();
  if (!stop.stop_requested())
    rows_[vehicle.id] = std::move(vehicle);
}

} // namespace fleet
