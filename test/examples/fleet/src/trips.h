#pragma once

#include "journal.h"
#include "store.h"

#include <mutex>
#include <vector>

namespace fleet {

/// The trips that have come to an end. The console reads them from its own thread.
class TripLog {
public:
  TripLog(VehicleStore &store, Journal &journal) : store_(store), journal_(journal) {}

  Task<int> finish(Trip trip);

  std::vector<Trip> finished();

private:
  VehicleStore &store_;
  Journal &journal_;
  std::mutex mutex_;
  std::vector<Trip> finished_;
};

} // namespace fleet
