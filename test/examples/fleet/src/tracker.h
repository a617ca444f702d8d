#pragma once

#include "batch.h"
#include "monitor.h"

#include <memory>
#include <utility>
#include <vector>

namespace fleet {

using Monitors = std::vector<std::shared_ptr<Monitor>>;

/// Knows where the vehicles are.
class Tracker {
public:
  Tracker(VehicleStore &store, Journal &journal, Monitors monitors = {})
      : store_(store), journal_(journal), monitors_(std::move(monitors)) {}

  Task<void> report(int id, Position at, int speed);
  Task<int> report_all(std::vector<int> ids, Position at);

private:
  VehicleStore &store_;
  Journal &journal_;
  const Monitors monitors_;
};

} // namespace fleet
