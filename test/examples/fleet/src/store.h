#pragma once

#include "async/detached.h"
#include "async/task.h"
#include "model.h"

#include <map>
#include <stop_token>

namespace fleet {

/// The vehicles, on a disk: the functions without `async` wait for it.
class VehicleStore {
public:
  Task<Vehicle> find(int id);

  int mileage(int id);
  Task<int> mileage_async(int id);

  void save(Vehicle vehicle);
  void save_async(Vehicle vehicle, std::stop_token stop = {});

  /// How often somebody has waited for the disk.
  int waits() const { return waits_; }

private:
  std::map<int, Vehicle> rows_;
  int waits_ = 0;
};

} // namespace fleet
