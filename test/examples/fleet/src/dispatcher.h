#pragma once

#include "journal.h"
#include "store.h"

#include <vector>

namespace fleet {

using Ids = std::vector<int>;

/// Decides which vehicle goes.
class Dispatcher {
public:
  Dispatcher(VehicleStore &store, Journal &journal) : store_(store), journal_(journal) {}

  Task<int> assign(Ids ids, Position to);
  Task<Vehicle> vehicle(int id);

private:
  VehicleStore &store_;
  Journal &journal_;
};

} // namespace fleet
