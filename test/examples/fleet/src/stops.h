#pragma once

#include "journal.h"

#include <memory>

namespace fleet {

/// What has to be done where a vehicle stops.
class Stop {
public:
  virtual ~Stop() = default;

  virtual void arrived(int vehicle) = 0;
};

std::unique_ptr<Stop> make_depot_stop(Journal &journal);

} // namespace fleet
