#pragma once

#include "journal.h"
#include "store.h"

#include <stop_token>

namespace fleet {

/// Sends vehicles to the workshop.
class Maintenance {
public:
  Maintenance(VehicleStore &store, Journal &journal) : store_(store), journal_(journal) {}

  Task<void> inspect(int id, std::stop_token stop);

  /// How many inspections have been paid for.
  Task<int> settle(int first, int last);

private:
  Task<bool> is_due(int id);
  int cost_of(int id);

  VehicleStore &store_;
  Journal &journal_;
};

} // namespace fleet
